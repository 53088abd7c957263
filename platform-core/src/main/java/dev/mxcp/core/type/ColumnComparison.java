package dev.mxcp.core.type;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.spi.DataSource.Column;
import java.util.List;

/** Compares the columns a statement will answer with the {@code return} type that is declared for it. */
public final class ColumnComparison {

    private ColumnComparison() {}

    public static List<Problem> compare(List<Column> columns, TypeDefinition returns) {
        return List.of();
    }
}
