package dev.mxcp.core.content;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.spi.DataSource.Column;
import java.util.ArrayList;
import java.util.List;

/** Tells of a statement whose rows can never be blocks of content. */
public final class BlockColumns {

    private BlockColumns() {}

    /** @param where the place of the endpoint */
    public static List<Problem> check(List<Column> columns, Location where) {
        var names = columns.stream().map(Column::name).toList();
        var problems = new ArrayList<Problem>();
        if (!names.contains("type")) {
            problems.add(Problem.error(
                    where,
                    "the statement answers no column 'type', which says what each block of content is",
                    "select 'text' AS type, or image, audio, resource, resource_link"));
        }
        names.stream()
                .filter(name -> !BlockReader.NAMES.contains(name))
                .forEach(name -> problems.add(Problem.error(
                        where,
                        "a block of content has no '%s'%s".formatted(name, BlockReader.instead(name)),
                        "name the columns as the protocol names the fields of blocks")));
        return problems;
    }
}
