package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever gives up a call of Python is answered no more and frees what it took. There is one worker, that runs one
 * function of each kind at a time, so that the next call is answered only when the one before it has really ended.
 */
@Timeout(180)
class PythonCancellationIT {

    @TempDir
    private Path root;

    @BeforeEach
    void project() throws Exception {
        PythonForTests.bareEnvironment(root.resolve(".venv"));
        file("mxcp-site.yml", """
                mxcp: 1
                project: cancellation
                profile: default
                limits: {statement_timeout: 900}
                python: {workers: 1, threads: 1, tasks: 1}
                """);
        file("tools/endless.yml", tool("endless"));
        file("tools/waiting.yml", tool("waiting"));
        file("tools/after_endless.yml", tool("after_endless"));
        file("tools/after_waiting.yml", tool("after_waiting"));
        file("python/code.py", """
                import asyncio
                import time
                from mxcp.runtime import mcp

                def endless():
                    mcp.progress(1)
                    while True:
                        time.sleep(0.01)

                async def waiting():
                    await mcp.progress(1)
                    await asyncio.sleep(900)

                def after_endless():
                    return 42

                async def after_waiting():
                    return 42
                """);
    }

    private static String tool(String name) {
        return "mxcp: 1\ntool: {name: " + name + ", language: python, source: {file: ../python/code.py}}\n";
    }

    private void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void theNextCallIsAnsweredAndTheCancelledOnesAreNot() throws Exception {
        try (var client = new ModernJavaClient(new StdioClientTransport(served(), McpJsonDefaults.getMapper()))) {
            for (var tool : new String[] {"waiting", "endless"}) {
                var slow = client.send("tools/call", call(tool));
                client.next("notifications/progress");

                client.notify("notifications/cancelled", Map.of("requestId", slow.id()));

                assertThat(client.request("tools/call", call("after_" + tool)).toString())
                        .contains("42");
                client.request("server/discover", Map.of());
                assertThat(slow.answer()).as(tool).isNotDone();
            }
        }
    }

    private static Map<String, Object> call(String tool) {
        return Map.of("name", tool, "arguments", Map.of());
    }

    private ServerParameters served() {
        return ServerParameters.builder("sh")
                .args(
                        "-c",
                        "cd \"$0\" && exec \"$1\" serve --transport stdio",
                        root.toString(),
                        InstalledMxcp.executable().toString())
                .build();
    }
}
