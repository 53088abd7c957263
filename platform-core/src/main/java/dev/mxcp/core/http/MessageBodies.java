package dev.mxcp.core.http;

import dev.mxcp.core.json.JsonWeight;
import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ProtocolException;
import dev.mxcp.core.pipeline.PartyBudget;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the message in a request's body, within the limits of its size and of the memory that all requests take. */
final class MessageBodies {

    private static final Logger LOG = LoggerFactory.getLogger(MessageBodies.class);

    /** What a message may take that is not counted, as others than calls and most calls are: they always get through. */
    private static final int UNCOUNTED = 8 * 1024;

    /** A body that cannot take more when it has been read. */
    private static final int UNCOUNTED_BODY = 128;

    private final McpService service;
    private final BodyReads reads;
    private final PartyBudget memory;

    /** @param maxRequestBytes for requests that are answered, all together; one is let in whatever it says */
    MessageBodies(McpService service, BodyReads reads, long maxRequestBytes) {
        this.service = service;
        this.reads = reads;
        this.memory =
                new PartyBudget(Math.max(maxRequestBytes, 2 * service.limits().maxMessageMemory()));
    }

    /** Close it when the message has been answered. */
    Received read(ServerRequest request) throws Refusal {
        var limit = service.limits().maxMessageBytes();
        if (isAnnouncedLargerThan(limit, request)) {
            throw tooLarge(limit);
        }
        try (var body = reads.open(request)) {
            var bytes = upTo(limit, body);
            return counted(service.read(bytes), bytes.length, PeerAddress.of(request.remotePeer()));
        } catch (ProtocolException e) {
            throw new Refusal(400, e);
        } catch (IOException e) {
            throw Refusal.endingConnection(400, "the body could not be read");
        }
    }

    /** What cancels a call or answers its question is never refused for the memory that calls take. */
    private Received counted(McpMessage message, int bodyBytes, String party) throws Refusal {
        var bytes = bodyBytes > UNCOUNTED_BODY && message instanceof McpMessage.Request(var _, var _, var params)
                ? JsonWeight.of(params)
                : 0;
        if (bytes <= UNCOUNTED) {
            return new Received(message, memory, party, 0);
        }
        if (!memory.take(party, bytes)) {
            throw new Refusal(503, "requests take all the memory they may; try again in a moment").to(message);
        }
        return new Received(message, memory, party, bytes);
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
