package dev.mxcp.core.local;

import dev.mxcp.core.problem.Problem;
import java.util.List;

/**
 * What checking one endpoint file found.
 *
 * @param kind {@code tool}, {@code resource}, {@code prompt}, or {@code unknown} when the file does not tell
 * @param name the endpoint's name or URI; the file's name when the file does not tell
 * @param file relative to the project's root, with {@code /}
 * @param loaded false when the file is not an endpoint definition at all
 * @param problems errors and warnings in the order of the file
 */
public record Verdict(String kind, String name, String file, boolean loaded, List<Problem> problems) {

    public Verdict {
        problems = List.copyOf(problems);
    }

    /** The part of the problems that keeps the endpoint from being used. */
    public List<Problem> errors() {
        return problems.stream().filter(Problem::isError).toList();
    }
}
