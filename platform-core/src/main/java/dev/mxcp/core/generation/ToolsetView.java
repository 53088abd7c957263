package dev.mxcp.core.generation;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.project.Settings.Toolset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A generation as clients of one toolset see it. */
final class ToolsetView implements Generation {

    private final Generation all;
    private final List<Endpoint> tools;
    private final List<Endpoint> resources;
    private final List<Endpoint> prompts;
    private final Set<String> names;
    private final ResourceRouter router;

    ToolsetView(Toolset toolset, Generation all) {
        this.all = all;
        this.tools = within(toolset, all.tools());
        this.resources = within(toolset, all.resources());
        this.prompts = within(toolset, all.prompts());
        this.names = new HashSet<>();
        tools.forEach(tool -> names.add(tool.name()));
        prompts.forEach(prompt -> names.add(prompt.name()));
        this.router = new ResourceRouter(resources);
    }

    private static List<Endpoint> within(Toolset toolset, List<Endpoint> endpoints) {
        var named = toolset.endpoints().stream().collect(Collectors.toUnmodifiableSet());
        return endpoints.stream()
                .filter(endpoint -> named.contains(endpoint.name())
                        || endpoint.definition().tags().stream()
                                .anyMatch(tag -> toolset.tags().contains(tag)))
                .toList();
    }

    @Override
    public long number() {
        return all.number();
    }

    @Override
    public String id() {
        return all.id();
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
        return names.contains(name) ? all.tool(name) : Optional.empty();
    }

    @Override
    public Optional<Endpoint> prompt(String name) {
        return names.contains(name) ? all.prompt(name) : Optional.empty();
    }

    @Override
    public Optional<ResourceMatch> resource(String uri) {
        return router.find(uri);
    }

    @Override
    public Generation whole() {
        return all;
    }

    @Override
    public Outcome call(Endpoint endpoint, CallRequest request) {
        return all.call(endpoint, request);
    }
}
