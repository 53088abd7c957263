package dev.mxcp.core;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Settings;
import dev.mxcp.spi.Secret;
import java.util.ArrayList;
import java.util.List;

/** Protection that a project asks for and this release does not give yet: it is not served as if it had it. */
public final class Unenforced {

    private static final Location SITE = Location.of("mxcp-site.yml");

    private Unenforced() {}

    /** @param http whether clients come over the network, so that logins matter */
    public static List<Problem> in(Settings settings, boolean http) {
        var problems = new ArrayList<Problem>();
        var auth = settings.auth();
        var provider = auth == null ? null : auth.get("provider");
        if (http && provider != null && !text(provider).equals("none")) {
            problems.add(Problem.error(
                    SITE,
                    "auth asks for logins by '%s', which this release does not check yet".formatted(provider),
                    "serve over stdio, or set auth.provider: none where everybody may call"));
        }
        if (settings.audit().enabled()) {
            problems.add(Problem.error(
                    SITE,
                    "audit.enabled asks for a record of every call, which this release does not write yet",
                    "set audit.enabled: false, or MXCP_AUDIT_ENABLED=0, to serve without"));
        }
        return List.copyOf(problems);
    }

    /** A value that came from a reference counts like any other. */
    private static String text(Object value) {
        return value instanceof Secret secret ? secret.reveal() : value.toString();
    }
}
