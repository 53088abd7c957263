package dev.mxcp.core.generation;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.pipeline.Pipeline;
import dev.mxcp.core.project.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A {@link Generation} with its look-up tables. */
final class ReadyGeneration implements Generation {

    private final long number;
    private final String id;
    private final Pipeline pipeline;
    private final List<Endpoint> tools;
    private final List<Endpoint> resources;
    private final List<Endpoint> prompts;
    private final Map<String, Endpoint> toolsByName;
    private final Map<String, Endpoint> promptsByName;
    private final ResourceRouter router;

    ReadyGeneration(long number, String id, List<Endpoint> endpoints, Pipeline pipeline) {
        this.number = number;
        this.id = id;
        this.pipeline = pipeline;
        this.tools = only(Kind.TOOL, endpoints);
        this.resources = only(Kind.RESOURCE, endpoints);
        this.prompts = only(Kind.PROMPT, endpoints);
        this.toolsByName = byName(tools);
        this.promptsByName = byName(prompts);
        this.router = new ResourceRouter(resources);
    }

    private static List<Endpoint> only(Kind kind, List<Endpoint> endpoints) {
        return endpoints.stream().filter(endpoint -> endpoint.kind() == kind).toList();
    }

    private static Map<String, Endpoint> byName(List<Endpoint> endpoints) {
        return endpoints.stream().collect(Collectors.toUnmodifiableMap(Endpoint::name, Function.identity()));
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<Endpoint> tools() {
        return tools;
    }

    @Override
    public List<Endpoint> resources() {
        return resources;
    }

    @Override
    public List<Endpoint> prompts() {
        return prompts;
    }

    @Override
    public Optional<Endpoint> tool(String name) {
        return Optional.ofNullable(toolsByName.get(name));
    }

    @Override
    public Optional<Endpoint> prompt(String name) {
        return Optional.ofNullable(promptsByName.get(name));
    }

    @Override
    public Optional<ResourceMatch> resource(String uri) {
        return router.find(uri);
    }

    @Override
    public Outcome call(Endpoint endpoint, CallRequest request) {
        return pipeline.run(endpoint, request);
    }
}
