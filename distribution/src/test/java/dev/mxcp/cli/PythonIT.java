package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Python behind a server: its workers, their ends, and what they leave behind. */
@Timeout(180)
class PythonIT {

    @TempDir
    private Path directory;

    private Path root;
    private InstalledMxcp mxcp;

    @BeforeEach
    void project() throws Exception {
        root = ProjectCopy.ofFixture("python", directory).root();
        PythonForTests.bareEnvironment(root.resolve(".venv"));
        Files.delete(root.resolve("tools/mismatch.yml"));
        mxcp = new InstalledMxcp(root);
    }

    @Test
    void aServerAnswersAndItsWorkersEndWithIt() throws Exception {
        long worker;
        try (var server = mxcp.serve()) {
            worker = pid(server);
            assertThat(value(server.calls().tool("add_note", Map.of("id", 1, "text", "a"))))
                    .contains("\"text\": \"a\"");
            assertThat(Files.exists(root.resolve("shutdown.txt"))).isFalse();
        }
        assertThat(ProcessHandle.of(worker)).isEmpty();
        assertThat(root.resolve("shutdown.txt")).hasContent("ended");
    }

    @Test
    void aServerThatIsKilledLeavesNoWorkerBehind() throws Exception {
        try (var server = mxcp.serve()) {
            var worker = ProcessHandle.of(pid(server)).orElseThrow();
            server.process().destroyForcibly().waitFor();

            assertThat(worker.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    @Test
    void aWorkerThatDiesIsReplaced() throws Exception {
        try (var server = mxcp.serve()) {
            var before = pid(server);
            assertThat(server.calls().tool("die", Map.of()).path("isError").asBoolean())
                    .isTrue();

            assertThat(pid(server)).isNotEqualTo(before);
        }
    }

    @Test
    void aReloadServesTheCodeAsItIsNowAndEndsTheOldWorker() throws Exception {
        try (var server = mxcp.serve("--watch")) {
            var old = ProcessHandle.of(pid(server)).orElseThrow();
            replace("python/code.py", "return 1", "return 2");
            awaitValue(server, "version", "2");

            assertThat(old.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    @Test
    void codeMayAskForAReloadWithTheDatabaseClosed() throws Exception {
        try (var server = mxcp.serve()) {
            var before = pid(server);
            assertThat(value(server.calls().tool("replace_data", Map.of()))).isEqualTo("queued");
            Awaited.until(() -> Files.exists(root.resolve("reloaded.txt")) && pid(server) != before);
            assertThat(value(server.calls().tool("shifted", Map.of("text", "HAL"))))
                    .isEqualTo("IBM");
        }
    }

    @Test
    void whatIsPrintedIsSeenWithDebugAndNeverInTheAnswer() throws Exception {
        var result = mxcp.run(List.of("run", "tool", "pid", "--json-output", "--debug"));

        assertThat(result.err()).contains("called");
        assertThat(result.out()).doesNotContain("called");
        assertThat(mxcp.run(List.of("run", "tool", "pid")).err()).doesNotContain("called");
    }

    @Test
    void wrongConfigurationIsToldAtItsPlace() throws Exception {
        replace("mxcp-site.yml", "python:\n", "python:\n  workers: 0\n  memory_limit: much\n");

        var result = mxcp.run(List.of("validate"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err() + result.out()).contains("mxcp-site.yml:5", "workers");
    }

    @Test
    void withoutPythonTheMessageSaysWhereItWasSought() throws Exception {
        replace("mxcp-site.yml", "python:\n", "python:\n  path: no/such/python\n");

        var result = mxcp.run(List.of("run", "tool", "pid"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err() + result.out()).contains("no/such/python", "python.path");
    }

    private static long pid(InstalledMxcp.Server server) throws Exception {
        return Long.parseLong(value(server.calls().tool("pid", Map.of())));
    }

    private static String value(JsonNode result) {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        return result.path("content").path(0).path("text").asString();
    }

    private static void awaitValue(InstalledMxcp.Server server, String tool, String expected) throws Exception {
        Awaited.until(() -> value(server.calls().tool(tool, Map.of())).equals(expected));
    }

    private void replace(String file, String text, String other) throws IOException {
        var path = root.resolve(file);
        var content = Files.readString(path);
        assertThat(content).contains(text);
        Files.writeString(path, content.replace(text, other));
    }
}
