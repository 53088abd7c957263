package dev.mxcp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An example of the distribution, and the place it is copied to. */
record DemoProject(Path source, Path target) {

    private static final String SITE_FILE = "mxcp-site.yml";

    /**
     * Copies the example; a copy that was made before stays as it is.
     *
     * @return false when there is a copy already
     * @throws CommandFailure when something else is there
     */
    boolean copy() throws IOException {
        if (!Files.isRegularFile(source.resolve(SITE_FILE))) {
            throw new CommandFailure("there is no example in %s; unpack the whole distribution".formatted(source));
        }
        if (isCopied()) {
            return false;
        }
        refuseIfTaken();
        for (Path file : files()) {
            var copy = target.resolve(source.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        return true;
    }

    private boolean isCopied() throws IOException {
        var site = target.resolve(SITE_FILE);
        return Files.isRegularFile(site) && project(site).equals(project(source.resolve(SITE_FILE)));
    }

    private static List<String> project(Path site) throws IOException {
        return Files.readAllLines(site).stream()
                .filter(line -> line.startsWith("project:"))
                .toList();
    }

    private void refuseIfTaken() throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target) || !isEmpty(target)) {
            throw new CommandFailure("%s holds something else; choose another folder with --dir".formatted(target));
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
