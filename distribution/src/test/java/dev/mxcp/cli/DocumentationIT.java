package dev.mxcp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages tell people to do works as they say, in the built distribution. */
class DocumentationIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/getting-started.md"})
    void thePageCanBeFollowed(String page) throws Exception {
        try (var steps = new DocumentedSteps(folder)) {
            steps.follow(Files.readString(Path.of("..").resolve(page)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"earthquakes", "chinook"})
    void theCommandsOfAnExampleWork(String example) throws Exception {
        var project = ProjectCopy.of(InstalledMxcp.example(example), folder);
        try (var steps = new DocumentedSteps(project.root())) {
            steps.follow(Files.readString(project.root().resolve("README.md")));
        }
    }
}
