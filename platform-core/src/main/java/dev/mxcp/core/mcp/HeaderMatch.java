package dev.mxcp.core.mcp;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the headers of a request over HTTP against its body. What stands between client and server may route, limit or
 * refuse by headers, so a request whose headers say something else is refused.
 */
final class HeaderMatch {

    private static final int BAD_REQUEST = 400;
    private static final int MAX_NUMBER = 100;

    /** What the header {@code Mcp-Name} repeats of the params of a method. */
    private static final Map<String, String> NAMES = Map.of(
            "tools/call", "name",
            "prompts/get", "name",
            "resources/read", "uri",
            "tasks/get", "taskId",
            "tasks/update", "taskId",
            "tasks/cancel", "taskId");

    private final Supplier<? extends @Nullable Generation> generations;

    HeaderMatch(Supplier<? extends @Nullable Generation> generations) {
        this.generations = generations;
    }

    /** Before it is known whether the version is spoken: one that is not may have other headers. */
    void checkVersion(String version, Caller caller) throws ProtocolException {
        if (caller.transport().equals("http")) {
            requirePlain("MCP-Protocol-Version", caller.headers(), version);
        }
    }

    void check(McpMessage.Request request, Caller caller) throws ProtocolException {
        if (!caller.transport().equals("http")) {
            return;
        }
        var headers = caller.headers();
        requirePlain("Mcp-Method", headers, request.method());
        var named = NAMES.get(request.method());
        if (named != null && request.params().get(named) instanceof String name) {
            require("Mcp-Name", headers, name);
        }
        if (request.method().equals("tools/call")) {
            checkArguments(request.params(), caller);
        }
    }

    private void checkArguments(Map<String, @Nullable Object> params, Caller caller) throws ProtocolException {
        var tool = tool(params.get("name"), caller);
        var headers = caller.headers();
        if (tool == null) {
            return;
        }
        var arguments = params.get("arguments") instanceof Map<?, ?> map ? map : Map.of();
        for (var parameter : tool.parameters().definitions()) {
            if (parameter.header() != null) {
                checkArgument("Mcp-Param-" + parameter.header(), headers, arguments.get(parameter.name()));
            }
        }
    }

    private @Nullable Endpoint tool(@Nullable Object name, Caller caller) {
        var all = generations.get();
        var generation = all == null ? null : RenderedLists.view(all, caller.toolset());
        return generation != null && name instanceof String text
                ? generation.tool(text).orElse(null)
                : null;
    }

    private static void checkArgument(String header, Map<String, String> headers, @Nullable Object argument)
            throws ProtocolException {
        if (argument == null) {
            if (header(header, headers) != null) {
                throw mismatch(header + " is given, and the body has no such argument");
            }
            return;
        }
        var value = decoded(header, headers);
        if (argument instanceof Number number ? !isSame(value, number) : !value.equals(argument.toString())) {
            throw differs(header);
        }
    }

    private static boolean isSame(String header, Number number) {
        try {
            return header.length() <= MAX_NUMBER
                    && new BigDecimal(header).compareTo(new BigDecimal(number.toString())) == 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /** The protocol lets only names and arguments be encoded. Who routes by such a header would see another one. */
    private static void requirePlain(String header, Map<String, String> headers, String body) throws ProtocolException {
        var value = header(header, headers);
        if (value == null) {
            throw mismatch(header + " is missing");
        }
        if (!value.strip().equals(body)) {
            throw differs(header);
        }
    }

    private static void require(String header, Map<String, String> headers, String body) throws ProtocolException {
        if (!decoded(header, headers).equals(body)) {
            throw differs(header);
        }
    }

    private static String decoded(String header, Map<String, String> headers) throws ProtocolException {
        var value = header(header, headers);
        if (value == null) {
            throw mismatch(header + " is missing");
        }
        return HeaderText.decode(value)
                .orElseThrow(() -> mismatch(header + " is not well written; see the protocol's encoding of headers"));
    }

    private static @Nullable String header(String name, Map<String, String> headers) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    private static ProtocolException differs(String header) {
        return mismatch(header + " says something else than the body");
    }

    private static ProtocolException mismatch(String what) {
        return new ProtocolException(ProtocolException.HEADER_MISMATCH, "Header mismatch: " + what)
                .withHttpStatus(BAD_REQUEST);
    }
}
