package dev.mxcp.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What only the other side knows: asked of the client during a call, see {@link CallContext#ask}. Grows by new cases. */
@Unstable
public sealed interface InputRequest {

    /**
     * Asks the person behind the client to fill in a form. Never ask for secrets this way; see {@link Page}.
     *
     * @param schema a JSON Schema of an object with flat properties, as plain Java values
     */
    record Form(String message, Map<String, ?> schema) implements InputRequest {}

    /**
     * Asks the person to open a page, where they do what the client must not see. The answer says whether they agreed
     * to open it, not what they did there.
     *
     * @param url never holds personal data, and lets nobody in by itself
     */
    record Page(String message, String url) implements InputRequest {}

    /**
     * Asks the client's model for one answer to one message of a user.
     *
     * @param systemPrompt null when there is none
     */
    record Sample(String prompt, @Nullable String systemPrompt, int maxTokens) implements InputRequest {}

    /** Asks for the folders that the client lets servers work in. */
    record Roots() implements InputRequest {}
}
