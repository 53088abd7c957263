package dev.mxcp.core.generation;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Settings;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** SQL functions that the project's own code declares, made known to the statements of one generation. */
final class ProjectFunctions {

    /** The language of the modules that the site file lists under {@code plugin}. */
    static final String LANGUAGE = "python";

    private static final Location SITE = Location.of("mxcp-site.yml");

    /** What declares a function in a module of the project. */
    private static final String DECLARATION = "sql_function";

    private final List<Problem> problems = new ArrayList<>();

    /** True when the project's code may declare functions, which any of its statements can call. */
    static boolean mayBeDeclared(Settings settings) {
        return !settings.udfs().isEmpty() || isDeclaredBelow(settings.paths().python());
    }

    private static boolean isDeclaredBelow(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".py") && Files.isRegularFile(file))
                    .anyMatch(ProjectFunctions::declares);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean declares(Path module) {
        try {
            return new String(Files.readAllBytes(module), StandardCharsets.ISO_8859_1).contains(DECLARATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The database with the functions; without them when there is a problem. */
    DataSource added(DataSource database, Settings settings, LanguagesInUse languages) {
        check(settings, languages);
        if (!problems.isEmpty()) {
            return database;
        }
        try {
            var functions = languages.functions();
            return functions.isEmpty() ? database : database.withFunctions(functions);
        } catch (PlatformException e) {
            problems.add(Problem.error(SITE, e.userMessage(), ""));
            return database;
        }
    }

    private void check(Settings settings, LanguagesInUse languages) {
        for (var module : settings.udfs()) {
            var config = module.config();
            if (config != null && !settings.pluginConfig().containsKey(config)) {
                problems.add(Problem.error(
                        settings.places().of("plugin"),
                        "plugin '%s' names the configuration '%s', which plugin.config of the user's configuration does not have"
                                .formatted(module.name(), config),
                        "add it there, or remove 'config'"));
            }
        }
        if (!settings.udfs().isEmpty() && languages.find(LANGUAGE).isEmpty()) {
            problems.add(Problem.error(
                    settings.places().of("plugin"),
                    "'plugin' lists SQL functions in Python, but no plugin for the language 'python' is installed",
                    "put one into plugins/, or remove 'plugin'"));
        }
    }
}
