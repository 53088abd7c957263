package dev.mxcp.plugin.lang.python.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpreterTest {

    @TempDir
    private Path folder;

    @Test
    void theActiveEnvironmentComesBeforeTheProjectsBeforeThePath() throws Exception {
        var active = executable("active/bin/python");
        var own = executable("project/.venv/bin/python");
        var onPath = executable("bin/python3");
        var environment = Map.of(
                "VIRTUAL_ENV",
                folder.resolve("active").toString(),
                "PATH",
                folder.resolve("bin").toString());

        assertThat(find(null, environment)).isEqualTo(active);
        Files.delete(active);
        assertThat(find(null, environment)).isEqualTo(own);
        Files.delete(own);
        assertThat(find(null, environment)).isEqualTo(onPath);
    }

    @Test
    void whatIsConfiguredMayBeAnExecutableAnEnvironmentOrAName() throws Exception {
        var environment = Map.of("PATH", folder.resolve("bin").toString());
        var executable = executable("project/tools/python");
        var inVenv = executable("project/env/bin/python");
        var onPath = executable("bin/python3.12");

        assertThat(find("tools/python", environment)).isEqualTo(executable);
        assertThat(find("./env", environment)).isEqualTo(inVenv);
        assertThat(find("python3.12", environment)).isEqualTo(onPath);
    }

    @Test
    void withoutOneTheMessageNamesEveryPlaceThatWasTried() {
        assertThatThrownBy(() -> find(null, Map.of("VIRTUAL_ENV", "/gone", "PATH", folder.toString())))
                .isInstanceOf(PlatformException.class)
                .hasMessageContainingAll("/gone/bin/python", ".venv", "python3", "python.path");
    }

    private Path find(@Nullable String configured, Map<String, String> environment) {
        return Interpreter.find(configured, folder.resolve("project"), environment);
    }

    private Path executable(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        return file;
    }
}
