package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** What a client that takes tasks does with them. */
final class TaskSteps {

    private static final String EXTENSION = "io.modelcontextprotocol/tasks";

    private final ModernJavaClient client;

    /** @param client declares from now on that it takes tasks */
    TaskSteps(ModernJavaClient client) {
        this.client = client;
        client.declare(Map.of("elicitation", Map.of(), "extensions", Map.of(EXTENSION, Map.of())));
    }

    void takeAll(String label) throws Exception {
        hearOfOne();
        answerItsQuestion();
        cancelOne(label);
    }

    private void hearOfOne() throws Exception {
        var task = start("slow_compute", Map.of("seconds", 1, "label", "sums"));
        client.send("subscriptions/listen", Map.of("notifications", Map.of("taskIds", List.of(task))));
        var told = client.next("notifications/tasks");
        while (!"completed".equals(told.get("status"))) {
            assertThat(told.get("taskId")).isEqualTo(task);
            told = client.next("notifications/tasks");
        }
        assertThat(get(task).get("result")).asString().contains("Computed sums in 1 seconds.");
    }

    private void answerItsQuestion() throws Exception {
        var task = start("confirm_delete", Map.of("filename", "old.txt"));
        Awaited.until(() -> "input_required".equals(get(task).get("status")));
        var key =
                ((Map<?, ?>) get(task).get("inputRequests")).keySet().iterator().next();
        var answer = Map.of("action", "accept", "content", Map.of("confirm", true));
        client.request("tasks/update", Map.of("taskId", task, "inputResponses", Map.of(key, answer)));
        Awaited.until(() -> "completed".equals(get(task).get("status")));
        assertThat(get(task).get("result")).asString().contains("Deleted old.txt.");
    }

    private void cancelOne(String label) throws Exception {
        var what = "task over " + label;
        var task = start("slow_compute", Map.of("seconds", 120, "label", what));
        Awaited.until(() -> "computing".equals(get(task).get("statusMessage")));
        client.request("tasks/cancel", Map.of("taskId", task));
        var seen = client.request("tools/call", call("test_was_cancelled", Map.of("label", what)));
        assertThat(seen.get("content")).asString().contains(what + " was cancelled.");
        assertThat(get(task).get("status")).isEqualTo("cancelled");
    }

    /** The id of what the call became. */
    private Object start(String tool, Map<String, ?> arguments) throws Exception {
        var created = client.request("tools/call", call(tool, arguments));
        assertThat(created.get("resultType")).as("%s", created).isEqualTo("task");
        return created.get("taskId");
    }

    private Map<?, ?> get(Object task) throws Exception {
        return client.request("tasks/get", Map.of("taskId", task));
    }

    private static Map<String, Object> call(String tool, Map<String, ?> arguments) {
        return Map.of("name", tool, "arguments", arguments);
    }
}
