package dev.mxcp.core.mcp;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.call.Client;
import dev.mxcp.spi.CallContext.LogLevel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way back to the client of one request that belongs to no session: the stream of its answer. */
final class StatelessClient implements Client {

    private final RequestMeta meta;
    private final MessageStream stream;
    private final McpJson json;
    private final CallCancellation cancellation;
    private final ResourceUpdates updates;
    private final ProgressGate gate = new ProgressGate();

    StatelessClient(
            RequestMeta meta,
            MessageStream stream,
            McpJson json,
            CallCancellation cancellation,
            ResourceUpdates updates) {
        this.meta = meta;
        this.stream = stream;
        this.json = json;
        this.cancellation = cancellation;
        this.updates = updates;
    }

    @Override
    public void progress(double progress, @Nullable Double total, @Nullable String message) {
        var token = meta.progressToken();
        if (token != null && gate.admits(progress, total)) {
            tell(NoticeWire.PROGRESS, NoticeWire.progress(token, progress, total, message));
        }
    }

    @Override
    public void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {
        var lowest = meta.logLevel();
        if (lowest != null && LogLevels.reaches(level, lowest)) {
            tell(NoticeWire.LOG, NoticeWire.log(level, message, data));
        }
    }

    @Override
    public void resourceUpdated(String uri) {
        updates.updated(uri);
    }

    private void tell(String method, Map<String, ? extends @Nullable Object> params) {
        if (!cancellation.isCancelled()) {
            stream.send(json.bytes(Map.of("jsonrpc", "2.0", "method", method, "params", params)));
        }
    }
}
