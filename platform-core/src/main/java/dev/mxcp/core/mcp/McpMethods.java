package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.ProtocolException.INTERNAL_ERROR;
import static dev.mxcp.core.mcp.ProtocolException.INVALID_PARAMS;
import static dev.mxcp.core.mcp.ProtocolException.REFUSED;

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
    private final TaskMethods tasks;
    private final Map<String, Method> byName = Map.ofEntries(
            list("tools/list"),
            on("tools/call", this::callTool),
            list("resources/list"),
            list("resources/templates/list"),
            on("resources/read", this::readResource),
            list("prompts/list"),
            on("prompts/get", this::getPrompt),
            on("completion/complete", this::complete));

    McpMethods(Supplier<? extends @Nullable Generation> generations, RenderedLists lists, TaskMethods tasks) {
        this.generations = generations;
        this.lists = lists;
        this.tasks = tasks;
    }

    /** Methods by the name that requests give. */
    Map<String, Method> byName() {
        return byName;
    }

    private Object callTool(Incoming request) throws ProtocolException {
        var name = request.requireString("name");
        var generation = generation(request.caller());
        var tool = found(generation.tool(name), "Unknown tool: ", name);
        var task = tool.definition().task();
        return task == null
                ? McpAnswers.tool(tool, generation.call(tool, request.call()))
                : tasks.call(generation, tool, task, request);
    }

    Object readResource(Incoming request) throws ProtocolException {
        var uri = request.requireUri();
        var generation = generation(request.caller());
        var match = generation.resource(uri).orElseThrow(() -> unknownResource(request.era(), uri));
        var arguments = new LinkedHashMap<String, @Nullable Object>(match.variables());
        var outcome = generation.call(match.endpoint(), request.call(arguments));
        return McpAnswers.resource(match.endpoint(), uri, outcome);
    }

    private Object getPrompt(Incoming request) throws ProtocolException {
        var name = request.requireString("name");
        var generation = generation(request.caller());
        var prompt = found(generation.prompt(name), "Unknown prompt: ", name);
        return McpAnswers.prompt(prompt, generation.call(prompt, request.call()));
    }

    private Object complete(Incoming request) throws ProtocolException {
        return new Completions(generation(request.caller()), request).complete();
    }

    private Map.Entry<String, Method> list(String name) {
        return on(name, request -> {
            var listings = lists.of(everything(), generation(request.caller()));
            return listings.of(name).page(request.era(), request.param("cursor"));
        });
    }

    /** What the client sees of the project. */
    Generation generation(Caller caller) throws ProtocolException {
        var view = RenderedLists.view(everything(), caller.toolset());
        if (view == null) {
            throw new ProtocolException(REFUSED, "there is no such toolset any more");
        }
        return view;
    }

    private Generation everything() throws ProtocolException {
        var generation = generations.get();
        if (generation == null) {
            throw new ProtocolException(INTERNAL_ERROR, "the server is not ready yet; try again");
        }
        return generation;
    }

    private static Endpoint found(Optional<Endpoint> endpoint, String problem, String name) throws ProtocolException {
        return endpoint.orElseThrow(() -> new ProtocolException(INVALID_PARAMS, problem + shortened(name)));
    }

    static ProtocolException unknownResource(Era era, String uri) {
        var echo = shortened(uri);
        var code = era == Era.SESSION ? ProtocolException.RESOURCE_NOT_FOUND : INVALID_PARAMS;
        return new ProtocolException(code, "Unknown resource: " + echo, null, Map.of("uri", echo));
    }

    static String shortened(String text) {
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
