package dev.mxcp.core.call;

import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way back to whoever called, as far as the transport has one. The default methods are a client that only waits. */
public interface Client {

    Client SILENT = new Client() {};

    default void progress(double progress, @Nullable Double total, @Nullable String message) {}

    default void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {}

    /** Tells everybody who subscribed to a resource where this client is that it may read differently now. */
    default void resourceUpdated(String uri) {}

    /** Lets the client go, to come back for what follows, see {@link dev.mxcp.spi.CallContext#disconnect}. */
    default void disconnect(Duration comeBackAfter) {}

    /** Whether {@link #ask} can ask this. */
    default boolean canAsk(InputRequest request) {
        return false;
    }

    /**
     * Asks whoever is behind the client, see {@link dev.mxcp.spi.CallContext#ask}.
     *
     * @param deadline when the call that asks ends
     */
    default Map<String, InputAnswer> ask(Map<String, InputRequest> requests, Instant deadline) {
        throw new PlatformException(PlatformException.Code.UNSUPPORTED, "this client cannot be asked for input");
    }
}
