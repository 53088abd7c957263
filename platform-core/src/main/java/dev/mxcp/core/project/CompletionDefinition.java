package dev.mxcp.core.project;

import dev.mxcp.core.problem.Location;

/** Where suggestions for a parameter's value come from, beside its {@code enum} and {@code examples}. */
public sealed interface CompletionDefinition {

    /** A statement that answers suggestions. */
    record Sql(EndpointDefinition.Source source) implements CompletionDefinition {}

    /** A tool of the project that answers suggestions. */
    record Tool(String name, Location where) implements CompletionDefinition {}
}
