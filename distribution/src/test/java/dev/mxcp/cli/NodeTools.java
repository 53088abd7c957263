package dev.mxcp.cli;

import dev.mxcp.cli.InstalledMxcp.Result;
import dev.mxcp.spi.contract.Prerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The protocol's own tools, as {@code src/test/node/package-lock.json} pins them, and a Node that can run them. */
record NodeTools(Path node, Path modules) {

    private static final Path PINNED = Path.of("src/test/node").toAbsolutePath();
    private static final Path HOME = Path.of("target/node").toAbsolutePath();
    private static final long TIMEOUT_MINUTES = 5;

    /** Installs them once for all tests. Where that cannot be done, see {@link Prerequisite}. */
    static NodeTools installed() throws InterruptedException {
        try {
            install();
            copyScripts();
            return new NodeTools(nodeForThisMachine(), HOME.resolve("node_modules"));
        } catch (IOException e) {
            return Prerequisite.missing("the protocol's own tools need npm and its registry: " + e.getMessage(), e);
        }
    }

    /** A script of an installed package. */
    Path script(String path) {
        return modules.resolve(path);
    }

    /** A script of {@code src/test/node}. */
    Path ownScript(String name) {
        return HOME.resolve(name);
    }

    Result run(List<String> arguments, Map<String, String> environment) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(node.toString()));
        command.addAll(arguments);
        return run(command, environment, HOME);
    }

    private static void install() throws IOException, InterruptedException {
        var lock = PINNED.resolve("package-lock.json");
        var installed = HOME.resolve("installed.json");
        if (Files.exists(installed) && Files.mismatch(lock, installed) < 0) {
            return;
        }
        Files.createDirectories(HOME);
        Files.copy(lock, HOME.resolve("package-lock.json"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(PINNED.resolve("package.json"), HOME.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
        var npm = run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), Map.of(), HOME);
        if (npm.exitCode() != 0) {
            throw new IOException("npm ci failed: " + npm);
        }
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Beside what they import. */
    private static void copyScripts() throws IOException {
        try (var files = Files.newDirectoryStream(PINNED, "*.mjs")) {
            for (var file : files) {
                Files.copy(file, HOME.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** npm has Node as a package for some systems; on others the machine's must do. */
    private static Path nodeForThisMachine() {
        var system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        var processor = "aarch64".equals(System.getProperty("os.arch")) ? "arm64" : "x64";
        var packaged = HOME.resolve("node_modules/node-%s-%s/bin/node".formatted(system, processor));
        return Files.exists(packaged) ? packaged : Path.of("node");
    }

    private static Result run(List<String> command, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        var out = Files.createTempFile("node", ".out");
        var err = Files.createTempFile("node", ".err");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            var result = new Result(ended ? process.exitValue() : -1, Files.readString(out), Files.readString(err));
            if (!ended) {
                throw new AssertionError(command + " does not end: " + result);
            }
            return result;
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
