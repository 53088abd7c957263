package dev.mxcp.core;

import dev.mxcp.core.problem.Problem;
import java.util.List;

/** How a reload ended. */
public sealed interface Reload {

    /** The new generation serves from now on. */
    record Done(long generation) implements Reload {}

    /** Nothing that was read differs from what is served. */
    record Unchanged() implements Reload {}

    /** The project is not sound; the old generation goes on. */
    record Refused(List<Problem> problems) implements Reload {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
