package dev.mxcp.core.stdio;

import dev.mxcp.core.mcp.Caller;
import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.MessageStream;
import dev.mxcp.core.mcp.ProtocolException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The requests without a session that run, by the ids that their client gave them. */
final class RunningRequests {

    private final Map<Object, Running> byId = new ConcurrentHashMap<>();

    /** Makes the stream for a request; {@link #finished} when it has been answered. */
    MessageStream start(McpMessage.Request request, Caller caller, MessageStream out) throws ProtocolException {
        var running = new Running(request.id(), caller, out);
        if (byId.putIfAbsent(request.id(), running) != null) {
            throw new ProtocolException(ProtocolException.INVALID_REQUEST, "this request id is in use")
                    .withId(request.id());
        }
        return running;
    }

    void finished(McpMessage.Request request, MessageStream stream) {
        byId.remove(request.id(), stream);
    }

    /** The client wants no answer any more: it gets nothing from now on. */
    void cancel(@Nullable Object id) {
        var running = id == null ? null : byId.get(id);
        if (running != null) {
            running.unwanted = true;
            running.caller.cancellation().cancel();
        }
    }

    /** Stops what still runs; its client is told how it ended. */
    void cancelAll() {
        byId.values().forEach(running -> running.caller.cancellation().cancel());
    }

    private final class Running implements MessageStream {
        private final Object id;
        private final Caller caller;
        private final MessageStream out;
        private volatile boolean unwanted;

        private Running(Object id, Caller caller, MessageStream out) {
            this.id = id;
            this.caller = caller;
            this.out = out;
        }

        @Override
        public void send(byte[] message) {
            if (!unwanted) {
                out.send(message);
            }
        }

        /** Whoever has read the answer may use the id again. */
        @Override
        public void answer(byte[] message) {
            byId.remove(id, this);
            if (!unwanted) {
                out.answer(message);
            }
        }

        /** The output goes on: it belongs to every request. */
        @Override
        public void end() {}
    }
}
