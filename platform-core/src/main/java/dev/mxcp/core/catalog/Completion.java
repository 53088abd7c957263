package dev.mxcp.core.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Answers suggestions for the value of one parameter. What is called takes {@code prefix}, which is what has been typed,
 * and other parameters of the endpoint that the parameter belongs to; it runs as every call does.
 */
public sealed interface Completion {

    /** The name of the parameter that gets what has been typed. */
    String PREFIX = "prefix";

    /** @param suggestions has the policies of the endpoint that the parameter belongs to */
    record Own(Endpoint suggestions) implements Completion {}

    /**
     * A tool answers.
     *
     * @param gate must let the caller pass before the tool is called; null when nothing is in the way
     */
    record Tool(String name, @Nullable Endpoint gate) implements Completion {}
}
