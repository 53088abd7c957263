package dev.mxcp.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command as it was built, run in a folder as a process of its own. */
record InstalledMxcp(Path folder) {

    private static final Path HOME =
            Path.of(System.getProperty("mxcp.dist", "target/mxcp")).toAbsolutePath();
    private static final long TIMEOUT_SECONDS = 120;

    record Result(int exitCode, String out, String err) {
        @Override
        public String toString() {
            return "exit code %d%n%s%n%s".formatted(exitCode, out, err);
        }
    }

    static Path example(String name) {
        return HOME.resolve("examples").resolve(name);
    }

    static Path plugins() {
        return HOME.resolve("plugins");
    }

    static Path executable() {
        return HOME.resolve("bin/mxcp");
    }

    Result run(List<String> arguments) throws IOException, InterruptedException {
        var out = Files.createTempFile("mxcp", ".out");
        var err = Files.createTempFile("mxcp", ".err");
        try {
            var process = builder(arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("mxcp " + arguments + " does not end");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Serves the project of this folder on a free port, without sessions. */
    Server serve(String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("--stateless"));
        arguments.addAll(List.of(options));
        return serveSessions(arguments.toArray(String[]::new));
    }

    /** Serves the project of this folder on a free port. */
    Server serveSessions(String... options) throws IOException {
        return serveAt(freePort(), options);
    }

    Server serveAt(int port, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("serve", "--port", String.valueOf(port)));
        arguments.addAll(List.of(options));
        return Server.start(builder(arguments), URI.create("http://localhost:" + port + "/mcp"));
    }

    /** Serves the project of this folder to a client that starts the server itself. */
    Process serveOverStdio(String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("serve", "--transport", "stdio"));
        arguments.addAll(List.of(options));
        return builder(arguments).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private ProcessBuilder builder(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(executable().toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MXCP_"));
        var configuration = folder.resolve("mxcp-config.yml");
        if (Files.exists(configuration)) {
            builder.environment().put("MXCP_CONFIG", configuration.toString());
        }
        return builder;
    }

    /** A server process; closing stops it. */
    record Server(Process process, URI endpoint) implements AutoCloseable {

        static Server start(ProcessBuilder builder, URI endpoint) throws IOException {
            var process = builder.redirectErrorStream(true).start();
            var output = new StringBuilder();
            var reader = process.inputReader();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                output.append(line).append('\n');
                if (line.startsWith("Press Ctrl-C")) {
                    Thread.ofVirtual().start(() -> drain(reader));
                    return new Server(process, endpoint);
                }
            }
            throw new AssertionError("the server did not start:\n" + output);
        }

        /** A process that cannot write its output would stop. */
        private static void drain(BufferedReader reader) {
            try (reader) {
                reader.transferTo(Writer.nullWriter());
            } catch (IOException e) {
                // the process was stopped
            }
        }

        McpCalls calls() {
            return McpCalls.to(endpoint);
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server does not stop");
            }
        }
    }
}
