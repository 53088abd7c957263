package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The workers of a project that is reloaded while it is served. */
@Timeout(240)
class PythonReloadIT {

    @TempDir
    private Path root;

    @BeforeEach
    void project() throws Exception {
        write("mxcp-site.yml", """
                mxcp: 1
                project: reloaded
                profile: dev
                limits: {statement_timeout: 5}
                """);
        code(1);
        tool("pid", "");
        tool("version", "");
        tool("build", "task: {timeout: 200}");
        PythonForTests.bareEnvironment(root.resolve(".venv"));
    }

    @Test
    void aTaskEndsOnTheWorkerItBeganOn() throws Exception {
        try (var server = new InstalledMxcp(root).serve("--watch")) {
            var calls = server.calls();
            var first = worker(calls);
            var task = calls.modern("tools/call", Map.of("name", "build", "arguments", Map.of()))
                    .at("/result/taskId")
                    .asString();
            Awaited.until(() -> Files.exists(root.resolve("began.txt")));
            reload(calls, 2);
            var second = worker(calls);
            reload(calls, 3);
            var third = worker(calls);
            second.onExit().get();
            reload(calls, 4);
            // two generations came and went: longer than an ordinary call of the first may take
            third.onExit().get();
            Files.createFile(root.resolve("may-end.txt"));

            assertThat(ended(calls, task).path("result").toString()).contains("built by version 1");
            first.onExit().get();
        }
    }

    @Test
    void manyReloadsLeaveTheWorkersOfOneGeneration() throws Exception {
        try (var server = new InstalledMxcp(root).serve("--watch")) {
            var calls = server.calls();
            var old = new HashSet<ProcessHandle>();
            for (var version = 2; version <= 6; version++) {
                server.process().descendants().forEach(old::add);
                reload(calls, version);
            }
            for (var worker : old) {
                worker.onExit().get();
            }

            assertThat(worker(calls)).isNotIn(old);
        }
    }

    private static ProcessHandle worker(McpCalls calls) throws Exception {
        return ProcessHandle.of(Long.parseLong(text(calls.tool("pid", Map.of()))))
                .orElseThrow();
    }

    private static JsonNode ended(McpCalls calls, String task) throws Exception {
        var last = new AtomicReference<JsonNode>();
        Awaited.until(() -> {
            last.set(calls.modern("tasks/get", Map.of("taskId", task)).path("result"));
            return !last.get().path("status").asString().equals("working");
        });
        return last.get();
    }

    private void reload(McpCalls calls, int version) throws Exception {
        code(version);
        Awaited.until(() -> text(calls.tool("version", Map.of())).equals(String.valueOf(version)));
    }

    private static String text(JsonNode result) {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        return result.path("content").path(0).path("text").asString();
    }

    private void code(int version) throws IOException {
        write("python/code.py", """
                import os
                import time

                def pid():
                    return os.getpid()

                def version():
                    return %1$d

                def build():
                    open("began.txt", "w").close()
                    while not os.path.exists("may-end.txt"):
                        time.sleep(0.05)
                    return "built by version %1$d"
                """.formatted(version));
    }

    private void tool(String name, String more) throws IOException {
        write("tools/" + name + ".yml", """
                mxcp: 1
                tool:
                  name: %s
                  language: python
                  source: {file: ../python/code.py}
                  %s
                """.formatted(name, more));
    }

    private void write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
