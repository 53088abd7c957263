package dev.mxcp.core.call;

import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import java.util.List;
import java.util.Map;

/** How a call ended. Expected ends are values; a switch over them leaves none out. */
public sealed interface Outcome {

    record Ok(Answer answer) implements Outcome {}

    /** @param reason what the rule's author wants the caller to know */
    record Denied(String rule, String reason) implements Outcome {}

    /** The arguments do not fit the declared parameters; one message for each problem. */
    record Invalid(List<String> problems) implements Outcome {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    record Failed(PlatformException.Code code, String userMessage) implements Outcome {}

    /**
     * Nothing was done: the client must answer first, and call again.
     *
     * @param requests what has to be answered, by key
     */
    record Suspended(Map<String, InputRequest> requests) implements Outcome {}

    /** A defect on our side. The log has the cause; the caller gets the request id and nothing else. */
    record Broken(String requestId) implements Outcome {}
}
