package dev.mxcp.core.task;

import dev.mxcp.core.call.Client;
import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.CallSuspended;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task's way back. As long as the caller waits it is the caller's own; after that, questions wait until the client
 * asks for the task's state, progress becomes its message, and log messages have nowhere to go.
 */
final class TaskClient implements Client {

    private final Task task;
    private final Turn turn;
    private final Client caller;

    TaskClient(Task task, Turn turn, Client caller) {
        this.task = task;
        this.turn = turn;
        this.caller = caller;
    }

    @Override
    public void progress(double progress, @Nullable Double total, @Nullable String message) {
        if (task.isAttached()) {
            caller.progress(progress, total, message);
        }
        task.describe(message != null ? message : number(progress) + (total == null ? "" : " of " + number(total)));
    }

    @Override
    public void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {
        if (task.isAttached()) {
            caller.log(level, message, data);
        }
    }

    @Override
    public void resourceUpdated(String uri) {
        caller.resourceUpdated(uri);
    }

    @Override
    public void disconnect(Duration comeBackAfter) {
        if (task.isAttached()) {
            caller.disconnect(comeBackAfter);
        }
    }

    @Override
    public boolean canAsk(InputRequest request) {
        return caller.canAsk(request);
    }

    @Override
    public Map<String, InputAnswer> ask(Map<String, InputRequest> requests, Instant deadline) {
        var answers = new LinkedHashMap<String, InputAnswer>();
        var open = new LinkedHashMap<String, InputRequest>();
        requests.forEach((key, request) -> {
            try {
                answers.putAll(caller.ask(Map.of(key, request), deadline));
            } catch (CallSuspended e) {
                open.putAll(e.requests());
            }
        });
        if (!open.isEmpty()) {
            if (task.suspend()) {
                throw new CallSuspended(open);
            }
            answers.putAll(askLater(open));
        }
        return answers;
    }

    private Map<String, InputAnswer> askLater(Map<String, InputRequest> open) {
        turn.leave();
        try {
            return task.ask(new Questions.Round(open), turn.deadline());
        } finally {
            turn.comeBack();
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
