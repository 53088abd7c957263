package dev.mxcp.core.task;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.call.Client;
import dev.mxcp.spi.InputRequest;
import java.time.Duration;
import java.util.Map;

/** What a task does: a call, run on a thread of the task's own. */
@FunctionalInterface
public interface TaskWork {

    /** @param time how long it may take */
    End run(Client client, CallCancellation cancellation, Duration time);

    /** How the work ended. */
    sealed interface End {

        record Done(TaskState.Ended state) implements End {}

        /** Nothing was done: the client must answer first, and call again. */
        record Suspended(Map<String, InputRequest> requests) implements End {}
    }
}
