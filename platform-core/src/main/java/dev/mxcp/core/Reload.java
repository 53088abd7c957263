package dev.mxcp.core;

import dev.mxcp.core.problem.Problem;
import java.util.List;

/** How a reload ended. */
public sealed interface Reload {

    /** The new generation serves from now on. */
    record Done(long generation) implements Reload {}

    /** Nothing that was read differs from what is served. */
    record Unchanged() implements Reload {}

    /** The old generation goes on, unless one of the problems says that its database is away. */
    record Refused(List<Problem> problems) implements Reload {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
