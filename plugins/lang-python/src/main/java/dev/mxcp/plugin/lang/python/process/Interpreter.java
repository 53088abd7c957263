package dev.mxcp.plugin.lang.python.process;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the Python of a project, as its users expect. */
public final class Interpreter {

    private static final String NAME = "python3";

    private final Path project;
    private final Map<String, String> environment;
    private final List<String> tried = new ArrayList<>();

    private Interpreter(Path project, Map<String, String> environment) {
        this.project = project;
        this.environment = environment;
    }

    /**
     * The configured interpreter, or else that of {@code VIRTUAL_ENV}, of {@code .venv} in the project, or on the path.
     *
     * @param configured an executable, a virtual environment, or a name on the path; null when nothing is configured
     * @throws PlatformException with the places that were tried
     */
    public static Path find(@Nullable String configured, Path project, Map<String, String> environment) {
        var search = new Interpreter(project, environment);
        var found = configured == null ? search.usual() : search.configured(configured);
        return found.orElseThrow(() -> search.missing(configured));
    }

    private Optional<Path> usual() {
        var active = environment.get("VIRTUAL_ENV");
        return (active == null || active.isEmpty() ? Optional.<Path>empty() : inside(Path.of(active), "VIRTUAL_ENV"))
                .or(() -> inside(project.resolve(".venv"), ".venv of the project"))
                .or(() -> onPath(NAME));
    }

    private Optional<Path> configured(String text) {
        if (!text.contains("/")) {
            return onPath(text);
        }
        var path = project.resolve(text).normalize();
        return Files.isDirectory(path) ? inside(path, "python.path") : executable(path, "python.path");
    }

    private Optional<Path> inside(Path venv, String why) {
        return executable(venv.resolve("bin").resolve("python"), why);
    }

    private Optional<Path> executable(Path path, String why) {
        tried.add("%s (%s)".formatted(path, why));
        return Optional.of(path).filter(Files::isRegularFile).filter(Files::isExecutable);
    }

    private Optional<Path> onPath(String name) {
        tried.add(name + " (PATH)");
        for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            var candidate = Path.of(folder.isEmpty() ? "." : folder).resolve(name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    private PlatformException missing(@Nullable String configured) {
        return new PlatformException(
                Code.UNAVAILABLE,
                "no Python was found; tried %s. Install Python 3.10 or newer, create %s, or %s"
                        .formatted(
                                String.join(", ", tried),
                                "a virtual environment (python3 -m venv .venv)",
                                configured == null ? "set python.path in mxcp-site.yml" : "correct python.path"));
    }
}
