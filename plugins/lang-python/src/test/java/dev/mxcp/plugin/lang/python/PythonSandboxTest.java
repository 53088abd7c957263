package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mxcp.plugin.lang.python.process.Sandbox;
import dev.mxcp.spi.PlatformException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonSandboxTest {

    private static final String CODE = """
            import os, socket, sys

            def reach():
                try:
                    socket.create_connection(("127.0.0.1", 9), timeout=1)
                except OSError as problem:
                    return problem.strerror

            def user():
                return os.getuid()

            def home():
                return [os.environ["HOME"], os.environ["USER"]]

            def large(size):
                with open("large.bin", "wb") as file:
                    file.write(bytes(size))
                return "written"

            def may_change_the_sockets_folder():
                folder = os.path.dirname(sys.argv[1])
                return os.access(folder, os.W_OK) or os.stat(folder).st_uid == os.getuid()

            def open_many():
                return len([open(os.devnull) for _ in range(200)])
            """;

    @TempDir
    private Path root;

    @Test
    void withoutNetworkNothingCanBeReached() throws Exception {
        try (var python = sandboxed(new Sandbox(false, null, null, null, null))) {
            assertThat(TestingPython.run(python.function("python/code.py", "reach"), Map.of()))
                    .isEqualTo("Network is unreachable");
        }
    }

    @Test
    void limitsHold() throws Exception {
        try (var python = sandboxed(new Sandbox(null, null, null, 100, "1MB"))) {
            var large = python.function("python/code.py", "large", "size");
            var many = python.function("python/code.py", "open_many");

            assertThat(TestingPython.run(large, Map.of("size", 1_000L))).isEqualTo("written");
            assertThatThrownBy(() -> TestingPython.run(large, Map.of("size", 2_000_000L)))
                    .hasMessageContaining("File too large");
            assertThatThrownBy(() -> TestingPython.run(many, Map.of())).hasMessageContaining("Too many open files");
        }
    }

    @Test
    void workersRunAsAnotherUser() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may become another user");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "the other user needs a Python that it may run");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        var sandbox = new Sandbox(null, "nobody", null, null, null);
        TestingPython.write(root, "python/code.py", CODE);
        var config = new PythonConfig(
                "/usr/bin/python3", null, null, null, null, null, null, null, null, null, null, sandbox);
        try (var python = TestingPython.in(root, config)) {
            assertThat(TestingPython.run(python.function("python/code.py", "user"), Map.of()))
                    .isNotEqualTo(0L);
            assertThat(TestingPython.run(python.function("python/code.py", "home"), Map.of()))
                    .isEqualTo(List.of(root.toString(), "nobody"));
            assertThat(TestingPython.run(python.function("python/code.py", "may_change_the_sockets_folder"), Map.of()))
                    .isEqualTo(false);
        }
    }

    @Test
    void whatTheMachineDoesNotAllowIsRefused() {
        assertThatThrownBy(() -> sandboxed(new Sandbox(null, "no-such-user-here", null, null, null)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("python.sandbox.user");
    }

    private TestingPython sandboxed(Sandbox sandbox) {
        TestingPython.write(root, "python/code.py", CODE);
        return TestingPython.in(
                root, new PythonConfig(null, null, null, null, null, null, null, null, null, List.of(), null, sandbox));
    }
}
