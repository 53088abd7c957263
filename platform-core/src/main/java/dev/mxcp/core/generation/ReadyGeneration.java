package dev.mxcp.core.generation;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.pipeline.Pipeline;
import dev.mxcp.core.project.Kind;
import dev.mxcp.core.project.Settings.Toolset;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A {@link Generation} with its look-up tables.
 *
 * <p>When its database has to be replaced it is {@linkplain #retire retired}: calls under way end, later ones wait for
 * the successor and go on there.
 */
final class ReadyGeneration implements Generation {

    private static final Duration RELOAD_PATIENCE = Duration.ofSeconds(30);

    private final InFlight inFlight = new InFlight();
    private final CompletableFuture<Generation> successor = new CompletableFuture<>();

    private final long number;
    private final String id;
    private final Pipeline pipeline;
    private final List<Endpoint> tools;
    private final List<Endpoint> resources;
    private final List<Endpoint> prompts;
    private final Map<String, Endpoint> toolsByName;
    private final Map<String, Endpoint> promptsByName;
    private final ResourceRouter router;
    private final Map<String, Generation> toolsets;

    ReadyGeneration(long number, String id, List<Endpoint> endpoints, List<Toolset> toolsets, Pipeline pipeline) {
        this.number = number;
        this.id = id;
        this.pipeline = pipeline;
        this.tools = only(Kind.TOOL, endpoints);
        this.resources = only(Kind.RESOURCE, endpoints);
        this.prompts = only(Kind.PROMPT, endpoints);
        this.toolsByName = byName(tools);
        this.promptsByName = byName(prompts);
        this.router = new ResourceRouter(resources);
        this.toolsets = toolsets.stream()
                .collect(Collectors.toUnmodifiableMap(Toolset::name, toolset -> new ToolsetView(toolset, this)));
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
    public Optional<Generation> toolset(String name) {
        return Optional.ofNullable(toolsets.get(name));
    }

    @Override
    public Outcome call(Endpoint endpoint, CallRequest request) {
        if (!inFlight.enter()) {
            return callSuccessor(endpoint, request);
        }
        try {
            return pipeline.run(endpoint, request);
        } finally {
            inFlight.leave();
        }
    }

    /** Lets no further call in and waits for those under way, at most as long as the patience. */
    void retire(Duration patience) {
        inFlight.close(patience);
    }

    /** Lets the waiting calls go on with another generation. */
    void succeededBy(Generation next) {
        successor.complete(next);
    }

    private Outcome callSuccessor(Endpoint endpoint, CallRequest request) {
        try {
            var next = successor.get(RELOAD_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return sameEndpoint(next, endpoint)
                    .map(found -> next.call(found, request))
                    .orElseGet(() -> new Outcome.Failed(
                            Code.UNAVAILABLE, endpoint.definition().label() + " is gone after a reload"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(Code.CANCELLED, "the call was cancelled while the project was reloaded");
        } catch (ExecutionException | TimeoutException e) {
            return new Outcome.Failed(
                    Code.UNAVAILABLE, "the project is being reloaded, which takes longer than expected");
        }
    }

    private static Optional<Endpoint> sameEndpoint(Generation next, Endpoint endpoint) {
        return switch (endpoint.kind()) {
            case TOOL -> next.tool(endpoint.name());
            case PROMPT -> next.prompt(endpoint.name());
            case RESOURCE ->
                next.resources().stream()
                        .filter(resource -> resource.name().equals(endpoint.name()))
                        .findFirst();
        };
    }
}
