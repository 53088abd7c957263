package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Does what a page of the documentation says, block by block: runs the commands in a shell, writes the files that begin
 * with their path as a comment, and compares what is shown with what comes out.
 */
final class DocumentedSteps implements AutoCloseable {

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("# (\\S+/\\S+\\.yml)\\n.*", Pattern.DOTALL);
    private static final Pattern SERVER = Pattern.compile("(^|/)mxcp (serve|demo)");
    private static final long TIMEOUT_SECONDS = 120;

    private final int port;
    private Path folder;
    private String output = "";
    private InstalledMxcp.@Nullable Server server;

    DocumentedSteps(Path folder) throws IOException {
        this.folder = folder;
        try (var socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
    }

    void follow(String page) throws IOException, InterruptedException {
        var blocks = BLOCK.matcher(page);
        while (blocks.find()) {
            follow(blocks.group(1), blocks.group(2));
        }
    }

    private void follow(String language, String text) throws IOException, InterruptedException {
        switch (language) {
            case "bash" -> {
                if (SERVER.matcher(text).find()) {
                    serve(text);
                } else if (!text.startsWith("mvn ")) {
                    run(text);
                }
            }
            case "yaml" -> write(text);
            case "text" -> text.lines().forEach(line -> assertThat(output).contains(line));
            case "json" -> assertThat(PlainJson.of(output)).isEqualTo(PlainJson.of(text));
            default -> {}
        }
    }

    private void write(String text) throws IOException {
        var named = FILE.matcher(text);
        if (named.matches()) {
            Files.writeString(folder.resolve(named.group(1)), text);
        }
    }

    private void run(String commands) throws IOException, InterruptedException {
        var out = Files.createTempFile("steps", ".out");
        var place = Files.createTempFile("steps", ".pwd");
        try {
            var process = shell("set -e\n" + commands.replace(":8000", ":" + port) + "\npwd > " + place)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
            output = Files.readString(out);
            assertThat(process.exitValue()).as(commands + output).isZero();
            folder = Path.of(Files.readString(place).strip());
        } finally {
            Files.delete(out);
            Files.delete(place);
        }
    }

    private void serve(String text) throws IOException {
        var start = SERVER.matcher(text).results().toList().getLast().start();
        var command = text.substring(text.lastIndexOf(' ', start) + 1).strip().replaceFirst("^\\S*mxcp ", "mxcp ");
        server = InstalledMxcp.Server.start(
                shell("exec " + command + " --port " + port), URI.create("http://localhost:" + port + "/mcp"));
    }

    private ProcessBuilder shell(String script) {
        var command = new ArrayList<>(List.of("sh", "-c", script));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("MXCP_"));
        environment.put("PATH", InstalledMxcp.executable().getParent() + ":" + environment.get("PATH"));
        return builder;
    }

    @Override
    public void close() throws InterruptedException {
        if (server != null) {
            server.close();
        }
    }
}
