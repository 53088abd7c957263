package dev.mxcp.core.mcp;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be remembered of a call while its client looks for answers. It travels with the client, sealed.
 *
 * @param call the same in all rounds of a call; no two calls have the same
 * @param round how often the client has been asked
 * @param answers what it answered in earlier rounds, as it sent them, by the key of the question
 */
record RequestState(String call, int round, Map<String, @Nullable Object> answers) {

    /** Of a call whose client has not been asked yet, as most never are. */
    static final RequestState FIRST = new RequestState("", 0, Map.of());

    private static final SecureRandom RANDOM = new SecureRandom();

    boolean isFirst() {
        return round == 0;
    }

    RequestState next(Map<String, @Nullable Object> allAnswers) {
        return new RequestState(isFirst() ? newId() : call, round + 1, allAnswers);
    }

    private static String newId() {
        var id = new byte[16];
        RANDOM.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }
}
