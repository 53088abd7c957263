package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tasks of a client that starts the server itself. One server for all tests: none changes what another one sees. */
@Timeout(120)
class StdioTasksIT {

    @TempDir
    private static Path folder;

    private static StdioMxcp mxcp;

    @BeforeAll
    static void serve() throws Exception {
        mxcp = new StdioMxcp(new InstalledMxcp(ConformanceServer.in(folder).project()));
    }

    @AfterAll
    static void stop() throws Exception {
        mxcp.close();
    }

    @Test
    void aTaskIsAskedForUntilItHasEnded() throws Exception {
        var id = start("slow_compute", Map.of("seconds", 0, "label", "quick"));

        Awaited.until(() -> !get(id).path("status").asString().equals("working"));

        assertThat(get(id).path("status").asString()).isEqualTo("completed");
        assertThat(text(get(id).path("result"))).isEqualTo("Computed quick in 0 seconds.");
    }

    @Test
    void whoListensHearsOfAQuestionAndOfTheEndAfterItsAnswer() throws Exception {
        var id = start("confirm_delete", Map.of("filename", "a.txt"));
        var listening = listen(id);

        var asking = heard(listening, "input_required");
        assertThat(asking.at("/inputRequests/confirm/params/message").asString())
                .isEqualTo("Delete a.txt?");
        assertThat(get(id).path("status").asString()).isEqualTo("input_required");
        var yes = Map.of("action", "accept", "content", Map.of("confirm", true));
        result(mxcp.modern("tasks/update", Map.of("taskId", id, "inputResponses", Map.of("confirm", yes))));

        assertThat(text(heard(listening, "completed").path("result"))).isEqualTo("Deleted a.txt.");
        mxcp.cancel(listening);
    }

    @Test
    void aTaskIsCancelled() throws Exception {
        var id = start("slow_compute", Map.of("seconds", 600, "label", "stdio"));
        var listening = listen(id);
        heard(listening, "working");

        result(mxcp.modern("tasks/cancel", Map.of("taskId", id)));

        heard(listening, "cancelled");
        assertThat(get(id).path("status").asString()).isEqualTo("cancelled");
        var seen =
                mxcp.modern("tools/call", Map.of("name", "test_was_cancelled", "arguments", Map.of("label", "stdio")));
        assertThat(text(result(seen))).isEqualTo("stdio was cancelled.");
        mxcp.cancel(listening);
    }

    @Test
    void aSessionKnowsNoTasks() throws Exception {
        mxcp.initialize();
        var waited = mxcp.session(
                "tools/call", Map.of("name", "slow_compute", "arguments", Map.of("seconds", 0, "label", "old")));
        assertThat(text(result(waited))).isEqualTo("Computed old in 0 seconds.");
        assertThat(mxcp.session("tasks/get", Map.of("taskId", "x"))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32601);
    }

    /** The id of a task that began. */
    private static String start(String tool, Map<String, ?> arguments) throws Exception {
        var task = result(mxcp.modern("tools/call", Map.of("name", tool, "arguments", arguments)));
        assertThat(task.path("resultType").asString()).isEqualTo("task");
        return task.path("taskId").asString();
    }

    private static JsonNode get(String id) throws Exception {
        return result(mxcp.modern("tasks/get", Map.of("taskId", id)));
    }

    private static StdioMxcp.Sent listen(String id) throws Exception {
        var listening =
                mxcp.sendModern("subscriptions/listen", Map.of("notifications", Map.of("taskIds", List.of(id))));
        var promised = next(listening, "notifications/subscriptions/acknowledged");
        assertThat(promised.at("/notifications/taskIds/0").asString()).isEqualTo(id);
        return listening;
    }

    /** What is told of a task when it has come so far. */
    private static JsonNode heard(StdioMxcp.Sent listening, String status) throws Exception {
        while (true) {
            var task = next(listening, "notifications/tasks");
            if (task.path("status").asString().equals(status)) {
                return task;
            }
        }
    }

    /** The output belongs to every stream; what others are told is passed over. */
    private static JsonNode next(StdioMxcp.Sent listening, String method) throws Exception {
        while (true) {
            var next = mxcp.next();
            var of = next.at("/params/_meta").path("io.modelcontextprotocol/subscriptionId");
            if (of.asInt(0) == listening.id()) {
                assertThat(next.path("method").asString()).isEqualTo(method);
                return next.path("params");
            }
        }
    }

    private static JsonNode result(JsonNode answer) {
        assertThat(answer.has("result")).as(answer.toString()).isTrue();
        return answer.path("result");
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").asString();
    }
}
