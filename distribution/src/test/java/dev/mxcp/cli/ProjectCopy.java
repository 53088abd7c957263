package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A project of the test resources or of the distribution, copied to where a test may change it. */
record ProjectCopy(Path root) {

    /** @param name a folder of {@code fixtures/}, such as {@code seeds/overview} */
    static ProjectCopy ofFixture(String name, Path parent) throws IOException {
        try {
            var folder = Objects.requireNonNull(
                    ProjectCopy.class.getResource("/fixtures/" + name), "there is no fixture named " + name);
            return of(Path.of(folder.toURI()), parent);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static ProjectCopy of(Path source, Path parent) throws IOException {
        var target = parent.resolve(source.getFileName().toString());
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var copy = target.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new ProjectCopy(target);
    }

    /** What the fixture's {@code expected.json} says. */
    JsonNode expected() throws IOException {
        return Json.mapper().readTree(Files.readString(root.resolve("expected.json")));
    }
}
