package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import java.util.Comparator;

/** Problems in the order in which a reader works through them. */
final class ProblemOrder {

    static final Comparator<Problem> BY_PLACE = Comparator.comparing(Problem::where)
            .thenComparing(Problem::severity)
            .thenComparing(Problem::message);

    private ProblemOrder() {}
}
