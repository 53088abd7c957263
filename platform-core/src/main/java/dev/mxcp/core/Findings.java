package dev.mxcp.core;

import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Project;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.source.DatabaseSettings;
import dev.mxcp.core.source.OpenDatabase;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be found wrong with a project that cannot be used: what can be had of its languages and of its
 * database is had, and whatever needs nothing else is checked. Nothing made for that is left behind.
 */
final class Findings {

    /** Languages of which nothing can be said without it. */
    static final Set<String> NEEDS_DATABASE = Set.of("sql");

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
        var settings = DatabaseSettings.of(project.settings());
        if (open == null) {
            findings.openAndCheck(settings);
        } else if (open.fits(settings)) {
            findings.check(open.source(), Set.of());
        } else {
            findings.checkWithoutDatabase();
        }
        return List.copyOf(findings.problems);
    }

    /** Where it is known that the database cannot be had. */
    static List<Problem> withoutDatabase(Assembly assembly, Project project) {
        var findings = new Findings(assembly, project);
        findings.checkWithoutDatabase();
        return List.copyOf(findings.problems);
    }

    private void openAndCheck(DatabaseSettings settings) {
        if (Files.exists(settings.database().path())) {
            openAndCheckThere(settings);
            return;
        }
        // an engine would make the file, in which there is nothing either
        try (var folder = ScratchFolder.create()) {
            openAndCheckThere(settings.at(folder.path().resolve("empty.duckdb")));
        } catch (IOException e) {
            checkWithoutDatabase();
        }
    }

    private void openAndCheckThere(DatabaseSettings settings) {
        OpenDatabase database;
        try {
            database = assembly.open(project, settings);
        } catch (ProjectException e) {
            problems.addAll(e.problems());
            checkWithoutDatabase();
            return;
        } catch (PlatformException e) {
            problems.add(Assembly.unavailable(project, e));
            checkWithoutDatabase();
            return;
        }
        try (database) {
            check(database.source(), Set.of());
        }
    }

    private void checkWithoutDatabase() {
        check(new NoDatabase(), NEEDS_DATABASE);
    }

    private void check(DataSource database, Set<String> withheld) {
        try {
            assembly.checkLanguages(project);
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        }
        try (var built = assembly.checked(project, database, languages(withheld))) {
            problems.addAll(built.problems());
        } catch (PlatformException e) {
            problems.addAll(Assembly.problems(e));
        }
    }

    private AvailableLanguages languages(Set<String> withheld) {
        return new AvailableLanguages(
                assembly.languages(project), withheld, failure -> problems.addAll(Assembly.problems(failure)));
    }
}
