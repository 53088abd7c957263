package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.contract.Prerequisite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The Python that tests run projects with. */
final class PythonForTests {

    private PythonForTests() {}

    /** A virtual environment without any library; where there is no Python, see {@link Prerequisite}. */
    static void bareEnvironment(Path folder) throws IOException, InterruptedException {
        var command = List.of("python3", "-m", "venv", "--without-pip", folder.toString());
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            assertThat(process.waitFor()).as("%s", command).isZero();
        } catch (IOException e) {
            Prerequisite.missing("Python is not installed: " + e.getMessage(), e);
        }
    }
}
