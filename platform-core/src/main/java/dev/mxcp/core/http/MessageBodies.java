package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ProtocolException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
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
        try {
            return service.read(body(request));
        } catch (ProtocolException e) {
            throw new Refusal(400, e);
        }
    }

    private byte[] body(ServerRequest request) throws Refusal {
        var limit = service.limits().maxMessageBytes();
        var body = isAnnouncedLargerThan(limit, request) ? null : upTo(limit, request);
        if (body == null) {
            throw new Refusal(413, "the body is larger than " + limit + " bytes");
        }
        return body;
    }

    /** Whoever asks before it sends the body is answered at once; for the others see {@link BodyReads#upTo}. */
    private static boolean isAnnouncedLargerThan(int limit, ServerRequest request) {
        return request.headers().contentLength().orElse(0) > limit
                && request.headers().contains(HeaderNames.EXPECT);
    }

    private byte @Nullable [] upTo(int limit, ServerRequest request) throws Refusal {
        try {
            return reads.upTo(limit, request.content().inputStream());
        } catch (IOException | RuntimeException e) {
            LOG.atDebug().setCause(e).log("a client went away in the middle of its request");
            throw new Refusal(400, "the body could not be read");
        }
    }
}
