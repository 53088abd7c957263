package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.ProtocolException.INVALID_REQUEST;
import static dev.mxcp.core.mcp.ProtocolException.PARSE_ERROR;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.ObjectReader;

/** Reads JSON-RPC messages. What comes out has the shape of a message; everything else is an error for the client. */
final class McpMessages {

    private final ObjectReader reader;
    private final McpLimits limits;

    McpMessages(McpJson json, McpLimits limits) {
        this.reader = json.mapper.readerFor(Object.class);
        this.limits = limits;
    }

    McpMessage read(byte[] body) throws ProtocolException {
        var message = parse(body);
        var id = message.get("id");
        if (!"2.0".equals(message.get("jsonrpc"))) {
            throw invalid("'jsonrpc' must be \"2.0\"", id);
        }
        if (!message.containsKey("method")) {
            return response(message, id);
        }
        if (!(message.get("method") instanceof String method)) {
            throw invalid("'method' must be a string", id);
        }
        var params = objectOrEmpty(message.get("params"), id);
        if (!message.containsKey("id")) {
            return new McpMessage.Notification(method, params);
        }
        return new McpMessage.Request(requireId(id), method, params);
    }

    private Map<String, @Nullable Object> parse(byte[] body) throws ProtocolException {
        if (!startsAsUtf8(body)) {
            throw new ProtocolException(PARSE_ERROR, "the message is not UTF-8");
        }
        try {
            return switch (reader.<@Nullable Object>readValue(body)) {
                case Map<?, ?> object -> object(object);
                case List<?> batch -> throw invalid("batches are not supported; send one message per request", null);
                case null, default -> throw invalid("a message must be a JSON object", null);
            };
        } catch (StreamConstraintsException e) {
            throw invalid(
                    "the message is nested deeper than %d levels, has more than %d brackets, keys and values, or values that are too long"
                            .formatted(limits.maxDepth(), limits.maxTokens()),
                    null);
        } catch (NumberFormatException e) {
            // the library lets it through unwrapped when an exponent has more digits than an int
            throw invalid("the message has a number that is too large", null);
        } catch (JacksonException e) {
            throw new ProtocolException(PARSE_ERROR, "the message is not valid JSON");
        }
    }

    /** The library would read other encodings too. JSON begins with two ASCII characters, which have zeros in those. */
    private static boolean startsAsUtf8(byte[] body) {
        for (var i = 0; i < Math.min(2, body.length); i++) {
            if (body[i] == 0 || body[i] == (byte) 0xFE || body[i] == (byte) 0xFF) {
                return false;
            }
        }
        return true;
    }

    private static McpMessage response(Map<String, @Nullable Object> message, @Nullable Object id)
            throws ProtocolException {
        var hasResult = message.containsKey("result");
        if (hasResult == message.containsKey("error")) {
            throw invalid("a message needs a 'method', a 'result' or an 'error'", id);
        }
        var error = hasResult ? null : objectOrEmpty(message.get("error"), id);
        return new McpMessage.Response(requireId(id), message.get("result"), error);
    }

    private static Object requireId(@Nullable Object id) throws ProtocolException {
        if (id instanceof String || id instanceof Long) {
            return id;
        }
        throw invalid("'id' must be a string or an integer", null);
    }

    private static Map<String, @Nullable Object> objectOrEmpty(@Nullable Object value, @Nullable Object id)
            throws ProtocolException {
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> object -> object(object);
            default -> throw invalid("'params' and 'error' must be objects", id);
        };
    }

    @SuppressWarnings("unchecked") // keys of a parsed JSON object are strings
    static Map<String, @Nullable Object> object(Map<?, ?> object) {
        return (Map<String, @Nullable Object>) object;
    }

    private static ProtocolException invalid(String message, @Nullable Object id) {
        var problem = new ProtocolException(INVALID_REQUEST, message);
        return id instanceof String || id instanceof Long ? problem.withId(id) : problem;
    }
}
