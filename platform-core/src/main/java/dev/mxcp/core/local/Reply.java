package dev.mxcp.core.local;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mxcp.core.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a project answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reply")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Value.class, name = "value"),
    @JsonSubTypes.Type(value = Reply.Failure.class, name = "failure"),
    @JsonSubTypes.Type(value = Reply.Validation.class, name = "validation"),
    @JsonSubTypes.Type(value = Reply.Server.class, name = "server")
})
public sealed interface Reply {

    /**
     * @param value JSON-like plain Java
     * @param truncated a limit cut the answer off
     */
    record Value(@Nullable Object value, boolean truncated) implements Reply {}

    /** @param message for the person at the terminal */
    record Failure(String message) implements Reply {}

    /**
     * @param root the project's folder, absolute
     * @param others problems that belong to no endpoint
     */
    record Validation(String root, List<Verdict> verdicts, List<Problem> others) implements Reply {
        public Validation {
            verdicts = List.copyOf(verdicts);
            others = List.copyOf(others);
        }
    }

    record Server(long pid, String version, boolean readonly) implements Reply {}
}
