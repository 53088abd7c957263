package dev.mxcp.core.project;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds a project: the nearest folder upwards that holds a site file. */
final class SiteFile {

    private static final List<String> NAMES = List.of("mxcp-site.yml", "mxcp-site.yaml");

    private SiteFile() {}

    static Optional<Path> lookFor(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            for (var name : NAMES) {
                var file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    static Path find(Path start) throws ProjectException {
        return lookFor(start)
                .orElseThrow(() -> new ProjectException(List.of(Problem.error(
                        Location.of(start.toString()),
                        "mxcp-site.yml not found here or in any folder above",
                        "run 'mxcp init' to make a project, or change to the folder of one"))));
    }
}
