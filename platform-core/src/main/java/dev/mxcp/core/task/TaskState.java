package dev.mxcp.core.task;

import dev.mxcp.spi.InputRequest;
import java.util.Map;

/** Where a task stands. */
public sealed interface TaskState {

    record Working() implements TaskState {}

    /** @param requests what the client has to answer, by keys that never mean anything else in this task */
    record InputRequired(Map<String, InputRequest> requests) implements TaskState {}

    /** A state for good. */
    sealed interface Ended extends TaskState {}

    /** @param result what the call itself would have been answered with, as JSON */
    record Completed(String result) implements Ended {

        private static final int LATIN_1 = 0xff;

        /** What the text takes in memory: two bytes a character as soon as one of them needs two. */
        long bytes() {
            var wide = result.chars().anyMatch(character -> character > LATIN_1);
            return wide ? 2L * result.length() : result.length();
        }
    }

    /**
     * The call had no result, but an error of the protocol.
     *
     * @param data what the protocol has the error say beside its message; often empty
     */
    record Failed(int code, String message, Map<String, Object> data) implements Ended {

        public Failed {
            data = Map.copyOf(data);
        }

        Failed(int code, String message) {
            this(code, message, Map.of());
        }
    }

    record Cancelled() implements Ended {}
}
