package dev.mxcp.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ends a run of an endpoint because the client must answer first, and can only do so by calling again. Thrown by
 * {@link CallContext#ask}; not a failure. Let it pass: an implementation undoes what it can and catches nothing. It is an
 * {@link Error} so that code that handles its own failures does not swallow it.
 */
@Unstable
public final class CallSuspended extends Error {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, InputRequest> requests;

    /** @param requests what has to be answered, by key; at least one */
    public CallSuspended(Map<String, InputRequest> requests) {
        super("waits for an answer of the client", null, false, false);
        this.requests = Collections.unmodifiableMap(new LinkedHashMap<>(requests));
    }

    public Map<String, InputRequest> requests() {
        return requests;
    }
}
