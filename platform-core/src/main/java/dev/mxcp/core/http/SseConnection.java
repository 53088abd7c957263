package dev.mxcp.core.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One HTTP response that carries server-sent events. Used under the lock of the stream it is attached to. */
final class SseConnection {

    /** When a client that lost its connection comes back. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final OutputStream out;
    private final ClientWaits waits;

    SseConnection(OutputStream out, ClientWaits waits) {
        this.out = out;
        this.waits = waits;
    }

    static SseConnection open(ServerResponse response, ClientWaits waits) {
        response.status(Status.OK_200);
        response.header("Content-Type", "text/event-stream");
        response.header("Cache-Control", "no-cache, no-transform");
        response.header("X-Accel-Buffering", "no");
        response.header(HeaderValues.TRANSFER_ENCODING_CHUNKED);
        return new SseConnection(response.outputStream(), waits);
    }

    /** Gives the client an event id to come back with before there is an event. */
    void prime(String id) throws IOException {
        comeBack(id, RETRY);
    }

    /** Asks the client to come back for what follows this event. */
    void comeBack(String id, Duration after) throws IOException {
        write(bytes("id: " + id + "\nretry: " + after.toMillis() + "\ndata: \n\n"));
    }

    void event(@Nullable String id, byte[] data) throws IOException {
        var head = (id == null ? "" : "id: " + id + "\n") + "event: message\ndata: ";
        write(bytes(head), data, bytes("\n\n"));
    }

    /** Tells a client of the transport HTTP+SSE where its messages go. */
    void endpoint(String address) throws IOException {
        write(bytes("event: endpoint\ndata: " + address + "\n\n"));
    }

    void comment() throws IOException {
        write(bytes(":\n\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void write(byte[]... parts) throws IOException {
        waits.begin(Arrays.stream(parts).mapToLong(part -> part.length).sum());
        try {
            for (var part : parts) {
                out.write(part);
            }
            out.flush();
        } finally {
            waits.end();
        }
    }

    /** Completes the response; a client that is gone is nothing to report. */
    void close() {
        waits.begin();
        try {
            out.close();
        } catch (IOException | RuntimeException _) {
            // the connection is closed either way
        } finally {
            waits.end();
        }
    }
}
