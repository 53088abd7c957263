package dev.mxcp.core;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Project;
import dev.mxcp.core.project.Settings;
import dev.mxcp.spi.Secret;
import java.util.ArrayList;
import java.util.List;

/** Protection that a project asks for and this release does not give yet: it is not served as if it had it. */
public final class Unenforced {

    private Unenforced() {}

    /** @param http whether clients come over the network, so that logins matter */
    public static List<Problem> in(Settings settings, boolean http) {
        var problems = new ArrayList<Problem>();
        var auth = settings.auth();
        var provider = auth == null ? null : auth.get("provider");
        if (http && provider != null && !text(provider).equals("none")) {
            problems.add(Problem.error(
                    settings.places().of("auth", "provider"),
                    "auth asks for logins by '%s', which this release does not check yet".formatted(provider),
                    "serve over stdio, or set auth.provider: none where everybody may call"));
        }
        if (settings.audit().enabled()) {
            problems.add(Problem.error(
                    settings.places().of("audit", "enabled"),
                    "audit.enabled asks for a record of every call, which this release does not write yet",
                    "set audit.enabled: false, or MXCP_AUDIT_ENABLED=0, to serve without"));
        }
        return List.copyOf(problems);
    }

    /** What will be refused when the project is served over HTTP, and calls that policies refuse on any way. */
    static List<Problem> warnings(Project project) {
        var settings = project.settings();
        var warnings = new ArrayList<Problem>();
        in(settings, true)
                .forEach(problem -> warnings.add(Problem.warning(
                        problem.where(), problem.message() + ", so that 'serve' refuses to start", problem.remedy())));
        if (!settings.policies().rules().isEmpty()) {
            warnings.add(Problem.warning(
                    settings.places().of("policies"),
                    "the project has policies, which this release does not enforce yet: every call is refused",
                    "remove 'policies' where everybody may call"));
        }
        project.endpoints().stream()
                .filter(endpoint -> endpoint.policies() != null)
                .forEach(endpoint -> warnings.add(Problem.warning(
                        endpoint.where(),
                        "%s has policies, which this release does not enforce yet: every call of it is refused"
                                .formatted(endpoint.label()),
                        "remove 'policies' where everybody may call")));
        return warnings;
    }

    /** A value that came from a reference counts like any other. */
    private static String text(Object value) {
        return value instanceof Secret secret ? secret.reveal() : value.toString();
    }
}
