package dev.mxcp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A virtual environment with what the Python example requires, made once from the package index. */
final class PythonEnvironment {

    private static final Path FOLDER = Path.of("target/python-environment").toAbsolutePath();
    private static final int MINUTES = 10;

    private PythonEnvironment() {}

    /** Gives a project the environment as its {@code .venv}. */
    static void into(ProjectCopy project) throws IOException, InterruptedException {
        var link = project.root().resolve(".venv");
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, ready());
        }
    }

    private static synchronized Path ready() throws IOException, InterruptedException {
        var requirements = InstalledMxcp.example("python-analytics").resolve("requirements.txt");
        var installed = FOLDER.resolve("installed.txt");
        if (!Files.exists(installed) || Files.mismatch(requirements, installed) >= 0) {
            run("python3", "-m", "venv", "--clear", FOLDER.toString());
            run(
                    FOLDER.resolve("bin/python").toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "--requirement",
                    requirements.toString());
            Files.copy(requirements, installed);
        }
        return FOLDER;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        run(Path.of("").toAbsolutePath(), command);
    }

    static void run(Path folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("%s failed:%n%s".formatted(List.of(command), output));
        }
    }
}
