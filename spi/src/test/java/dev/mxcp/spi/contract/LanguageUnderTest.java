package dev.mxcp.spi.contract;

import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.CallSuspended;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.EndpointLanguage.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the few endpoints of {@link EndpointLanguageContract} are written in a language, and what it does not offer. */
public abstract class LanguageUnderTest {

    protected abstract EndpointLanguage open();

    /** What endpoints can reach at load; never touched by a language that reaches nothing. */
    protected abstract Project project();

    /** Answers its one parameter, {@code text}, as it is; see {@link #echoed}. */
    protected abstract EndpointSource echo();

    /** What {@link #echo} answers; for a language that can only answer rows, say. */
    protected @Nullable Object echoed(String text) {
        return text;
    }

    /**
     * Can be prepared with its one parameter {@code text}, and fails when it runs because of what the author wrote; null
     * when the language finds every mistake at load.
     */
    protected abstract @Nullable EndpointSource failing();

    /** Cannot be prepared. */
    protected abstract EndpointSource unsound();

    /**
     * Runs for minutes, unless it is stopped; has one parameter, {@code text}; null when nothing written in the language
     * can run for long.
     */
    protected abstract @Nullable EndpointSource endless();

    /**
     * Reports progress, 1 of 2 with its one parameter {@code text} for a message, and answers; null when nothing written
     * in the language can.
     */
    protected @Nullable EndpointSource reporting() {
        return null;
    }

    /**
     * Tells the client its one parameter {@code text} at the level {@link LogLevel#INFO}, and answers; null when nothing
     * written in the language can.
     */
    protected @Nullable EndpointSource logging() {
        return null;
    }

    /**
     * Asks the client's user for the text {@code name} in a form whose message is its one parameter {@code text}, and
     * answers that name. Where the language can catch failures it catches all of them and answers something else, so that
     * {@link CallSuspended} is seen to pass. Null when nothing written in the language can ask.
     */
    protected @Nullable EndpointSource asking() {
        return null;
    }

    /**
     * Asks the client's model with its one parameter {@code text} for a prompt, and answers what it says; null when
     * nothing written in the language can.
     */
    protected @Nullable EndpointSource sampling() {
        return null;
    }

    /**
     * Answers with content of its own: an image of the type {@code image/png} whose data in base64 are its one parameter
     * {@code text}; null when the language answers values only.
     */
    protected @Nullable EndpointSource showing() {
        return null;
    }

    /** An endpoint with one parameter, {@code text}. */
    protected static EndpointSource source(String implementation) {
        return new EndpointSource("contract", implementation, null, null, List.of("text"));
    }
}
