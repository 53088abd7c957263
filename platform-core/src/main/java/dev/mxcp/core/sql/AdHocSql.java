package dev.mxcp.core.sql;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.Kind;
import dev.mxcp.core.type.Parameters;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.SqlException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SQL of the project's owner, run once: {@code mxcp query}. It goes through the pipeline like every other call. Of
 * several statements the last one answers, and the others last as soon as they are done.
 */
public final class AdHocSql implements PreparedEndpoint {

    private final DataSource database;
    private final String text;
    private final int maxRows;
    private final int maxBytes;
    private final boolean onlyReads;

    private AdHocSql(DataSource database, String text, int maxRows, int maxBytes, boolean onlyReads) {
        this.database = database;
        this.text = text;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.onlyReads = onlyReads;
    }

    /** @param onlyReads refuses every statement that is more than a SELECT */
    public static Endpoint endpoint(DataSource database, String text, int maxRows, int maxBytes, boolean onlyReads) {
        var definition = EndpointDefinition.builder(Kind.TOOL, "query", Location.of("(command line)"))
                .language("sql")
                .build();
        var sql = new AdHocSql(database, text, maxRows, maxBytes, onlyReads);
        return new Endpoint(definition, Parameters.undeclared(), null, sql, false);
    }

    @Override
    public EndpointResult run(Map<String, @Nullable Object> arguments, CallContext call) {
        try {
            var statements = database.statements(text);
            if (statements.isEmpty()) {
                throw new PlatformException(Code.INVALID_INPUT, "there is no statement: write one, such as SELECT 1");
            }
            for (var statement : statements.subList(0, statements.size() - 1)) {
                try (var result = run(statement, arguments, call)) {
                    result.commit();
                }
            }
            return run(statements.getLast(), arguments, call);
        } catch (SqlException e) {
            throw new PlatformException(Code.INVALID_INPUT, e.getMessage(), e);
        }
    }

    private EndpointResult run(String statement, Map<String, @Nullable Object> arguments, CallContext call)
            throws SqlException {
        var sql = database.prepare(statement);
        if (onlyReads && sql.kind() != PreparedSql.Kind.READ) {
            throw new PlatformException(Code.INVALID_INPUT, "with --readonly only statements that read are run");
        }
        return SqlResult.read(sql, new SizeLimitedRows(sql.run(bound(sql, arguments), maxRows, call), maxBytes));
    }

    private static Map<String, @Nullable Object> bound(PreparedSql sql, Map<String, @Nullable Object> arguments) {
        var bound = new HashMap<String, @Nullable Object>();
        for (var parameter : sql.parameters()) {
            if (!arguments.containsKey(parameter.name())) {
                throw new PlatformException(
                        Code.INVALID_INPUT,
                        "no value for $%1$s; give one with -p %1$s=VALUE".formatted(parameter.name()));
            }
            bound.put(parameter.name(), arguments.get(parameter.name()));
        }
        return bound;
    }
}
