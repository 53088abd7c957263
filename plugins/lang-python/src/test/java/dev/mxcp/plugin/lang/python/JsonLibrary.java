package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.contract.Prerequisite;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What workers read and write their messages with. */
public enum JsonLibrary {
    STANDARD,
    ORJSON;

    private static final Path INSTALLED = Path.of("target/python-orjson").toAbsolutePath();
    private static final Path LIBRARIES = Path.of("target/python-libraries").toAbsolutePath();

    TestingPython in(Path root) {
        return in(root, 1);
    }

    /** A project whose workers have orjson, or have it not. */
    TestingPython in(Path root, int workers) {
        return in(root, workers, null);
    }

    /** @param memory what each worker may take; null for the default */
    TestingPython in(Path root, int workers, @Nullable String memory) {
        return in(root, workers, memory, "");
    }

    /** A project whose environment also has pandas, numpy and pydantic. */
    TestingPython withLibraries(Path root) {
        var libraries = installed(LIBRARIES, "pandas", "pydantic");
        return in(root, 1, null, File.pathSeparator + libraries);
    }

    private TestingPython in(Path root, int workers, @Nullable String memory, String libraries) {
        TestingPython.assumePython();
        var environment = new HashMap<>(System.getenv());
        environment.put("PYTHONPATH", folder(root) + libraries);
        var config = new PythonConfig(
                null, workers, null, null, null, null, null, null, memory, List.of("PYTHONPATH"), null, null);
        var python = TestingPython.in(root, config, environment);
        assertThat(isUsed(python)).isEqualTo(this == ORJSON);
        return python;
    }

    private static boolean isUsed(TestingPython python) {
        try {
            var asked = python.inline("from mxcp import _orjson\nreturn _orjson.present");
            return Boolean.TRUE.equals(TestingPython.run(asked, Map.of()));
        } catch (SourceException e) {
            throw new AssertionError(e);
        }
    }

    private Path folder(Path root) {
        if (this == ORJSON) {
            return installed(INSTALLED, "orjson");
        }
        TestingPython.write(root, "hidden/orjson.py", "raise ImportError('not in this test')\n");
        return root.resolve("hidden");
    }

    /** From the package index, once. */
    private static synchronized Path installed(Path folder, String... packages) {
        if (!Files.exists(folder.resolve(packages[0]))) {
            var command = new ArrayList<>(
                    List.of("python3", "-m", "pip", "install", "--quiet", "--target", folder.toString()));
            command.addAll(List.of(packages));
            try {
                var process = new ProcessBuilder(command).inheritIO().start();
                if (process.waitFor() != 0) {
                    Prerequisite.missing("pip cannot install " + packages[0], null);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a test", e);
            }
        }
        return folder;
    }
}
