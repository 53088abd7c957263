package dev.mxcp.core.catalog;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One immutable state of a project, ready to run: everything that can be parsed, compiled or looked up once has been. A
 * reload builds the next generation beside this one; calls in flight finish on theirs.
 */
public interface Generation {

    /** Counts up from 1 within a process. */
    long number();

    /** SHA-256 over the project's files, in lower-case hex: equal ids mean equal behaviour. */
    String id();

    /** Endpoints that can be called, in the order in which clients see them. */
    List<Endpoint> tools();

    List<Endpoint> resources();

    List<Endpoint> prompts();

    Optional<Endpoint> tool(String name);

    Optional<Endpoint> prompt(String name);

    /** Finds the static resource with this URI, or the template that matches it. */
    Optional<ResourceMatch> resource(String uri);

    /** The same generation as clients of one toolset see it; other endpoints are unknown there. */
    default Optional<Generation> toolset(String name) {
        return Optional.empty();
    }

    /** All of the generation, where this is a part of it: what its own endpoints may use although no client sees it. */
    default Generation whole() {
        return this;
    }

    /** Runs an endpoint of this generation through the pipeline. Blocks; never throws for what a caller can cause. */
    Outcome call(Endpoint endpoint, CallRequest request);

    /** @param variables percent-decoded values of the template's variables; empty for a static resource */
    record ResourceMatch(Endpoint endpoint, Map<String, String> variables) {}
}
