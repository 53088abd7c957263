package dev.mxcp.core.mcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The official conformance suite, installed by npm below {@code target}, and a Node that can run it. */
record ConformanceSuite(Path node, Path script) {

    private static final String VERSION = "0.2.0-alpha.12";
    private static final int NODE = 22;
    private static final Path HOME = Path.of("target", "conformance").toAbsolutePath();

    /** @throws IOException with the reason why the suite cannot run here */
    static ConformanceSuite install() throws IOException, InterruptedException {
        var node = newEnough("node");
        var packages = new ArrayList<>(List.of("@modelcontextprotocol/conformance@" + VERSION));
        if (node.isEmpty()) {
            packages.add(nodePackage() + "@" + NODE);
        }
        var script = HOME.resolve("node_modules/@modelcontextprotocol/conformance/dist/index.js");
        if (!isInstalled(packages)) {
            Files.createDirectories(HOME);
            var command = new ArrayList<>(List.of(
                    "npm", "install", "--prefix", HOME.toString(), "--no-audit", "--no-fund", "--ignore-scripts"));
            command.addAll(packages);
            run(command);
            Files.write(HOME.resolve("installed"), packages);
        }
        return new ConformanceSuite(
                node.orElseGet(() -> HOME.resolve("node_modules/" + nodePackage() + "/bin/node")), script);
    }

    /** Runs one scenario and returns what the suite printed. */
    String run(String scenario, String url, String revision) throws IOException, InterruptedException {
        return run(List.of(
                node.toString(),
                script.toString(),
                "server",
                "--url",
                url,
                "--scenario",
                scenario,
                "--spec-version",
                revision));
    }

    private static boolean isInstalled(List<String> packages) throws IOException {
        var marker = HOME.resolve("installed");
        return Files.exists(marker) && Files.readAllLines(marker).equals(packages);
    }

    private static Optional<Path> newEnough(String command) throws InterruptedException {
        try {
            var major = run(List.of(command, "--version")).strip().replaceFirst("^v(\\d+).*", "$1");
            return Integer.parseInt(major) >= NODE ? Optional.of(Path.of(command)) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String nodePackage() {
        var os = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        var cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        return "node-" + os + "-" + cpu;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile("conformance", ".log");
        try {
            var process = new ProcessBuilder(command)
                    .directory(Files.isDirectory(HOME) ? HOME.toFile() : null)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            var ended = process.waitFor(3, TimeUnit.MINUTES);
            process.destroyForcibly();
            var text = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new IOException(Arrays.toString(command.toArray()) + " failed: " + text);
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }
}
