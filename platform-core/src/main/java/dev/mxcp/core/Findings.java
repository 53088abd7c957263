package dev.mxcp.core;

import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.generation.GenerationBuilder;
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
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be found wrong with a project that cannot be used: its statements are checked all the same where
 * its database can be had. Nothing made for that is left behind.
 */
final class Findings {

    private final Assembly assembly;
    private final Project project;
    private final boolean languages;
    private final Set<Problem> problems;

    /** @param languages false when it is known that one of them cannot be had; then only SQL is checked */
    private Findings(Assembly assembly, Project project, boolean languages) {
        this.assembly = assembly;
        this.project = project;
        this.languages = languages;
        this.problems = new LinkedHashSet<>(project.problems());
    }

    /** @param open the database that is open in this process; null when none is */
    static List<Problem> of(Assembly assembly, Project project, boolean languages, @Nullable OpenDatabase open) {
        var findings = new Findings(assembly, project, languages);
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
        if (!languages || !prepareAll(database)) {
            prepareSql(database);
        }
    }

    /** False when a language keeps all of them from being prepared. */
    private boolean prepareAll(OpenDatabase database) {
        try {
            prepare(database, assembly.begin(project));
            return true;
        } catch (ConfigException | PlatformException e) {
            problems.addAll(Assembly.problems(e));
            return false;
        }
    }

    private void prepareSql(OpenDatabase database) {
        try {
            prepare(database, assembly.begin(project, Findings::isSql));
        } catch (PlatformException e) {
            problems.addAll(Assembly.problems(e));
        }
    }

    private void prepare(OpenDatabase database, GenerationBuilder builder) {
        var served = assembly.build(project, database, builder, 1);
        problems.addAll(served.built().problems());
        served.built().close();
    }

    private static boolean isSql(EndpointDefinition endpoint) {
        return "sql".equals(endpoint.language());
    }
}
