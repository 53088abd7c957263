package dev.mxcp.core.mcp;

import dev.mxcp.core.task.TaskSnapshot;
import dev.mxcp.core.task.TaskState;
import dev.mxcp.spi.InputRequest;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/** Tasks as the extension {@value #EXTENSION} writes them. */
final class TaskWire {

    static final String EXTENSION = "io.modelcontextprotocol/tasks";

    private TaskWire() {}

    /** What takes the place of a call's result. */
    static Map<String, @Nullable Object> created(TaskSnapshot task) {
        var fields = common(task);
        fields.put("resultType", "task");
        return fields;
    }

    /** All there is to know of a task, for whoever asks or listens. */
    static Map<String, @Nullable Object> detailed(TaskSnapshot task) {
        var fields = common(task);
        switch (task.state()) {
            case TaskState.InputRequired(var requests) -> fields.put("inputRequests", requests(requests));
            case TaskState.Completed(var result) -> fields.put("result", new RawValue(result));
            case TaskState.Failed failed -> fields.put("error", error(failed));
            case TaskState.Working _, TaskState.Cancelled _ -> {}
        }
        return fields;
    }

    private static Map<String, Object> error(TaskState.Failed failed) {
        var error = new LinkedHashMap<String, Object>();
        error.put("code", failed.code());
        error.put("message", failed.message());
        if (!failed.data().isEmpty()) {
            error.put("data", failed.data());
        }
        return error;
    }

    private static Map<String, Object> requests(Map<String, InputRequest> requests) {
        var written = new LinkedHashMap<String, Object>();
        requests.forEach((key, request) -> written.put(key, InputWire.request(request)));
        return written;
    }

    private static Map<String, @Nullable Object> common(TaskSnapshot task) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("taskId", task.id());
        fields.put("status", status(task.state()));
        if (task.message() != null) {
            fields.put("statusMessage", task.message());
        }
        fields.put("createdAt", task.createdAt().truncatedTo(ChronoUnit.MILLIS).toString());
        fields.put(
                "lastUpdatedAt", task.updatedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        fields.put("ttlMs", task.lifetime().toMillis());
        fields.put("pollIntervalMs", task.pollInterval().toMillis());
        return fields;
    }

    private static String status(TaskState state) {
        return switch (state) {
            case TaskState.Working _ -> "working";
            case TaskState.InputRequired _ -> "input_required";
            case TaskState.Completed _ -> "completed";
            case TaskState.Failed _ -> "failed";
            case TaskState.Cancelled _ -> "cancelled";
        };
    }
}
