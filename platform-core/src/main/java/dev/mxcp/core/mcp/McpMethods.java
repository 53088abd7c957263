package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.ProtocolException.INTERNAL_ERROR;
import static dev.mxcp.core.mcp.ProtocolException.INVALID_PARAMS;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests that both eras know, and what answers them. A result is JSON-like plain Java, or a {@link Suspension}.
 */
final class McpMethods {

    private static final int MAX_ECHO = 200;

    private final Supplier<? extends @Nullable Generation> generations;
    private final RenderedLists lists;
    private final Map<String, Method> byName = Map.ofEntries(
            on("tools/list", request -> listings(request).tools.page(request.param("cursor"))),
            on("tools/call", this::callTool),
            on("resources/list", request -> listings(request).resources.page(request.param("cursor"))),
            on(
                    "resources/templates/list",
                    request -> listings(request).templates.page(request.param("cursor"))),
            on("resources/read", this::readResource),
            on("prompts/list", request -> listings(request).prompts.page(request.param("cursor"))),
            on("prompts/get", this::getPrompt));

    McpMethods(Supplier<? extends @Nullable Generation> generations, RenderedLists lists) {
        this.generations = generations;
        this.lists = lists;
    }

    /** Methods by the name that requests give. */
    Map<String, Method> byName() {
        return byName;
    }

    private Object callTool(Incoming request) throws ProtocolException {
        var name = request.requireString("name");
        var generation = generation();
        var tool = found(generation.tool(name), "Unknown tool: ", name);
        return McpAnswers.tool(tool, generation.call(tool, request.call()));
    }

    Object readResource(Incoming request) throws ProtocolException {
        var uri = request.requireString("uri");
        var generation = generation();
        var match = generation.resource(uri).orElseThrow(() -> unknownResource(request.era(), uri));
        var arguments = new LinkedHashMap<String, @Nullable Object>(match.variables());
        var outcome = generation.call(match.endpoint(), request.call(arguments));
        return McpAnswers.resource(match.endpoint(), uri, outcome);
    }

    private Object getPrompt(Incoming request) throws ProtocolException {
        var name = request.requireString("name");
        var generation = generation();
        var prompt = found(generation.prompt(name), "Unknown prompt: ", name);
        return McpAnswers.prompt(prompt, generation.call(prompt, request.call()));
    }

    private Listings listings(Incoming request) throws ProtocolException {
        return lists.of(generation(), request.era());
    }

    private Generation generation() throws ProtocolException {
        var generation = generations.get();
        if (generation == null) {
            throw new ProtocolException(INTERNAL_ERROR, "the server is not ready yet; try again");
        }
        return generation;
    }

    private static Endpoint found(Optional<Endpoint> endpoint, String problem, String name) throws ProtocolException {
        return endpoint.orElseThrow(() -> new ProtocolException(INVALID_PARAMS, problem + shortened(name)));
    }

    private static ProtocolException unknownResource(Era era, String uri) {
        var echo = shortened(uri);
        var code = era == Era.SESSION ? ProtocolException.RESOURCE_NOT_FOUND : INVALID_PARAMS;
        return new ProtocolException(code, "Unknown resource: " + echo, null, Map.of("uri", echo));
    }

    private static String shortened(String text) {
        return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO) + "...";
    }

    private static Map.Entry<String, Method> on(String name, Method method) {
        return Map.entry(name, method);
    }

    /** Answers one kind of request. */
    @FunctionalInterface
    interface Method {
        Object answer(Incoming request) throws ProtocolException;
    }
}
