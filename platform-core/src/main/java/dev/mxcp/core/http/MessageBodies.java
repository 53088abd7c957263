package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ProtocolException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the message in a request's body, within the limit of its size. */
final class MessageBodies {

    private static final Logger LOG = LoggerFactory.getLogger(MessageBodies.class);

    private final McpService service;
    private final BodyReads reads;

    MessageBodies(McpService service, BodyReads reads) {
        this.service = service;
        this.reads = reads;
    }

    McpMessage read(ServerRequest request) throws Refusal {
        var limit = service.limits().maxMessageBytes();
        if (isAnnouncedLargerThan(limit, request)) {
            throw tooLarge(limit);
        }
        try (var body = reads.open(request)) {
            return service.read(upTo(limit, body));
        } catch (ProtocolException e) {
            throw new Refusal(400, e);
        } catch (IOException e) {
            throw Refusal.endingConnection(400, "the body could not be read");
        }
    }

    /** Whoever asks before it sends the body is answered at once; for the others see {@link BodyReads#upTo}. */
    private static boolean isAnnouncedLargerThan(int limit, ServerRequest request) {
        return request.headers().contentLength().orElse(0) > limit
                && request.headers().contains(HeaderNames.EXPECT);
    }

    private byte[] upTo(int limit, CountedBody body) throws Refusal {
        try {
            var bytes = reads.upTo(limit, body);
            if (bytes == null) {
                throw tooLarge(limit);
            }
            return bytes;
        } catch (CountedBody.NoRoom e) {
            throw Refusal.endingConnection(503, "too many requests are being read; try again in a moment");
        } catch (IOException | RuntimeException e) {
            LOG.atDebug().setCause(e).log("a client went away in the middle of its request");
            throw Refusal.endingConnection(400, "the body could not be read");
        }
    }

    private static Refusal tooLarge(int limit) {
        return Refusal.endingConnection(413, "the body is larger than " + limit + " bytes");
    }
}
