package dev.mxcp.core.project;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the endpoint files below the folders for tools, resources and prompts. Hidden ones do not count. */
final class EndpointDiscovery {

    private final ProjectFiles files;
    private final List<Problem> problems;
    private final SortedMap<String, Found> found = new TreeMap<>();

    /** @param kinds the kinds whose folders the file lies in */
    record Found(Path file, Set<Kind> kinds) {}

    EndpointDiscovery(ProjectFiles files, List<Problem> problems) {
        this.files = files;
        this.problems = problems;
    }

    /** In the order of their names, whatever the file system says. */
    List<Found> find(Settings.Paths paths) {
        search(paths.tools(), Kind.TOOL);
        search(paths.resources(), Kind.RESOURCE);
        search(paths.prompts(), Kind.PROMPT);
        return List.copyOf(found.values());
    }

    private void search(Path folder, Kind kind) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor(folder, kind));
        } catch (IOException e) {
            problems.add(Problem.error(
                    Location.of(files.name(folder)), "the folder cannot be read", "check its permissions"));
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final Kind kind;

        Visitor(Path folder, Kind kind) {
            this.folder = folder;
            this.kind = kind;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (isHidden(directory) && !directory.equals(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (!files.isInside(directory)) {
                problems.add(Problem.error(
                        Location.of(files.name(directory)),
                        "the folder leads out of the project",
                        "copy it into the project"));
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file) && isYaml(file) && Files.isRegularFile(file)) {
                found.computeIfAbsent(files.name(file), name -> new Found(file, EnumSet.noneOf(Kind.class)))
                        .kinds()
                        .add(kind);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (Files.isDirectory(file) || isYaml(file)) {
                var loop = failure instanceof FileSystemLoopException;
                problems.add(Problem.error(
                        Location.of(files.name(file)),
                        loop ? "the symbolic link leads back to a folder around it" : "it cannot be read",
                        loop ? "remove the link" : "check its permissions"));
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) {
            var name = path.getFileName();
            return name != null && name.toString().startsWith(".");
        }

        private static boolean isYaml(Path file) {
            var name = String.valueOf(file.getFileName());
            return name.endsWith(".yml") || name.endsWith(".yaml");
        }
    }
}
