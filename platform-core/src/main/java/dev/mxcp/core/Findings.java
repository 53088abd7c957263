package dev.mxcp.core;

import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.Project;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.source.DatabaseSettings;
import dev.mxcp.core.source.OpenDatabase;
import dev.mxcp.spi.PlatformException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be found wrong with a project that cannot be used: its statements are checked all the same where
 * its database can be had. Nothing made for that is left behind.
 */
final class Findings {

    private final Assembly assembly;
    private final Project project;
    private final Set<Problem> problems;

    private Findings(Assembly assembly, Project project) {
        this.assembly = assembly;
        this.project = project;
        this.problems = new LinkedHashSet<>(project.problems());
    }

    /** @param open the database that is open in this process; null when none is */
    static List<Problem> of(Assembly assembly, Project project, @Nullable OpenDatabase open) {
        var findings = new Findings(assembly, project);
        if (open == null) {
            findings.openAndPrepare();
        } else if (open.fits(DatabaseSettings.of(project.settings()))) {
            findings.prepare(open);
        }
        return List.copyOf(findings.problems);
    }

    private void openAndPrepare() {
        try (var database = assembly.open(project)) {
            prepare(database);
        } catch (ProjectException e) {
            problems.addAll(e.problems());
        } catch (PlatformException e) {
            problems.add(Assembly.unavailable(project, e));
        }
    }

    private void prepare(OpenDatabase database) {
        if (!prepare(database, assembly.wanted())) {
            prepare(database, assembly.wanted().and(Findings::isSql));
        }
    }

    /** False when a language keeps all of them from being prepared. */
    private boolean prepare(OpenDatabase database, Predicate<EndpointDefinition> wanted) {
        try {
            var served = assembly.build(project, database, assembly.begin(project, wanted), 1);
            problems.addAll(served.built().problems());
            served.built().close();
            return true;
        } catch (ConfigException | PlatformException e) {
            problems.addAll(Assembly.problems(e));
            return false;
        }
    }

    private static boolean isSql(EndpointDefinition endpoint) {
        return "sql".equals(endpoint.language());
    }
}
