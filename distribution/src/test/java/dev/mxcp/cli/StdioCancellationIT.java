package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@link CancellationIT}, for a client that starts the server itself: the project's database has one connection, so
 * that a call is answered only when the statement before it has really ended.
 */
@Timeout(180)
class StdioCancellationIT {

    private static final String ENDLESS =
            "SELECT sum(hash(a.range + b.range) % 7) AS n FROM range(1000000000000) a, range(1000) b";

    @TempDir
    private Path root;

    private StdioMxcp mxcp;

    @BeforeEach
    void serve() throws Exception {
        file("mxcp-site.yml", """
                mxcp: 1
                project: cancellation
                profile: default
                limits: {statement_timeout: 900, drain_time: 1, tasks: {timeout: 900, running: 8, running_per_caller: 8}}
                profiles: {default: {duckdb: {connections: 1, threads: 1}}}
                """);
        tool("endless", "", ENDLESS);
        tool("background", "task: true,", ENDLESS);
        tool("next", "", "SELECT 42 AS n");
        tool("probe", "task: {wait: 60, timeout: 1},", "SELECT 1 AS n");
        mxcp = new StdioMxcp(new InstalledMxcp(root));
        mxcp.initialize();
    }

    private void tool(String name, String more, String sql) throws IOException {
        file("tools/" + name + ".yml", "tool: {name: %s, %s source: {code: \"%s\"}}".formatted(name, more, sql));
    }

    private void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterEach
    void stop() throws Exception {
        mxcp.close();
    }

    @Test
    void aCancelledCallOfTheSessionStopsItsStatement() throws Exception {
        var endless = mxcp.sendInSession("tools/call", call("endless"));
        awaitItsStatement();

        mxcp.cancel(endless);

        assertNextIsAnswered();
        assertThat(endless.answer()).as("a cancelled call gets no answer").isNotDone();
    }

    @Test
    void aCancelledCallWithoutASessionStopsItsStatement() throws Exception {
        var endless = mxcp.sendModern("tools/call", call("endless"));
        awaitItsStatement();

        mxcp.cancel(endless);

        assertNextIsAnswered();
        assertThat(endless.answer()).as("a cancelled call gets no answer").isNotDone();
    }

    @Test
    void aCancelledTaskStopsItsStatement() throws Exception {
        var id = background();
        awaitItsStatement();

        assertThat(mxcp.modern("tasks/cancel", Map.of("taskId", id)).has("result"))
                .isTrue();

        assertNextIsAnswered();
        assertThat(mxcp.modern("tasks/get", Map.of("taskId", id))
                        .at("/result/status")
                        .asString())
                .isEqualTo("cancelled");
    }

    @Test
    void theEndOfTheInputEndsACallATaskAndWhoListensToIt() throws Exception {
        var id = background();
        var listening =
                mxcp.sendModern("subscriptions/listen", Map.of("notifications", Map.of("taskIds", List.of(id))));
        awaitItsStatement();
        var waiting = mxcp.sendInSession("tools/call", call("next"));

        assertThat(mxcp.end()).isZero();

        assertThat(listening.get().has("result")).as("the stream has its end").isTrue();
        assertThat(waiting.get().has("id")).as("the call is told how it ended").isTrue();
    }

    private String background() throws Exception {
        return mxcp.modern("tools/call", call("background"))
                .at("/result/taskId")
                .asString();
    }

    /** Until another one cannot have the connection within its time. */
    private void awaitItsStatement() throws Exception {
        Awaited.until(() ->
                mxcp.modern("tools/call", call("probe")).at("/result/isError").asBoolean());
    }

    private void assertNextIsAnswered() throws Exception {
        assertThat(mxcp.session("tools/call", call("next")).toString()).contains("\"isError\":false", "42");
        assertThat(mxcp.modern("tools/call", call("next")).toString()).contains("\"isError\":false", "42");
    }

    private static Map<String, Object> call(String tool) {
        return Map.of("name", tool, "arguments", Map.of());
    }
}
