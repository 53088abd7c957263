package dev.mxcp.core.sql;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.SqlException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Endpoints written as one SQL statement on the project's database. Stateless. */
public final class SqlLanguage implements EndpointLanguage {

    /** The name of the project's own database in provenance. */
    static final String DATABASE = "duckdb";

    @Override
    public Set<String> fileEndings() {
        return Set.of(".sql");
    }

    @Override
    public PreparedEndpoint prepare(EndpointSource source, Project project) throws SourceException {
        if (source.text().isBlank()) {
            throw new SourceException("No SQL query found; write one statement", 0, 0);
        }
        var sql = prepare(source.text(), project);
        var names = sql.parameters().stream().map(p -> p.name()).toList();
        refuseUndeclared(names, source.parameters());
        return new SqlEndpoint(
                sql, names, project.maxRows(), project.maxAnswerBytes(), unused(names, source.parameters()));
    }

    private static PreparedSql prepare(String text, Project project) throws SourceException {
        try {
            return project.database().prepare(text);
        } catch (SqlException e) {
            var at = e.offset();
            var line = at < 0
                    ? 0
                    : 1
                            + (int) text.substring(0, at)
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count();
            var column = at < 0 ? 0 : at - text.lastIndexOf('\n', at - 1);
            throw new SourceException("Source code syntax validation failed: " + e.getMessage(), line, column);
        }
    }

    private static void refuseUndeclared(List<String> used, List<String> declared) throws SourceException {
        for (var name : used) {
            if (Character.isDigit(name.charAt(0))) {
                throw new SourceException(
                        "Parameter mismatch: ? and $%s are positional, but endpoints pass parameters by name: write the "
                                        .formatted(name)
                                + "parameter's name, such as $name",
                        0,
                        0);
            }
        }
        var undeclared = new LinkedHashSet<>(used);
        declared.forEach(undeclared::remove);
        if (!undeclared.isEmpty()) {
            throw new SourceException(
                    "Parameter mismatch: the SQL uses %s, which 'parameters' does not declare"
                            .formatted(quoted(undeclared)),
                    0,
                    0);
        }
    }

    private static List<String> unused(List<String> used, List<String> declared) {
        var unused = new LinkedHashSet<>(declared);
        unused.removeAll(used);
        return unused.isEmpty() ? List.of() : List.of("parameter %s is not used by the SQL".formatted(quoted(unused)));
    }

    private static String quoted(Set<String> names) {
        return names.stream().map(name -> "$" + name).collect(Collectors.joining(", "));
    }
}
