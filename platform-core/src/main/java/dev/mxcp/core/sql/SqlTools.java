package dev.mxcp.core.sql;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.EndpointDefinition.Annotations;
import dev.mxcp.core.project.Kind;
import dev.mxcp.core.project.Settings;
import dev.mxcp.core.type.ParameterDefinition;
import dev.mxcp.core.type.Parameters;
import dev.mxcp.core.type.ReturnType;
import dev.mxcp.core.type.TypeDefinition;
import dev.mxcp.core.type.TypeDefinition.Base;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.DataSource.Relation;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SqlException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The built-in tools that let an agent explore the database: read-only by what is admitted and by how the engine runs
 * it. They go through the pipeline like every other tool.
 */
public final class SqlTools {

    /** The names of the tools, in the order in which clients see them. */
    public static final List<String> NAMES = List.of("execute_sql_query", "list_tables", "get_table_schema");

    private static final Location BUILT_IN = Location.of("(built in)");

    private final DataSource database;
    private final Settings.SqlTools settings;
    private final int maxBytes;
    private final boolean provenance;

    /** @param maxBytes about how large an answer to a query may be */
    public SqlTools(DataSource database, Settings.SqlTools settings, int maxBytes, boolean provenance) {
        this.database = database;
        this.settings = settings;
        this.maxBytes = maxBytes;
        this.provenance = provenance;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                tool(
                        "execute_sql_query",
                        "SQL Query Executor",
                        "Execute a SQL query against the DuckDB database and return the results as a list of records",
                        List.of(text("sql", "One SELECT statement in DuckDB's SQL")),
                        (arguments, call) -> query(string(arguments, "sql"), call)),
                tool(
                        "list_tables",
                        "Database Table Lister",
                        "List all tables in the DuckDB database",
                        List.of(),
                        (arguments, call) -> tables(call)),
                tool(
                        "get_table_schema",
                        "Table Schema Inspector",
                        "Get the schema for a specific table in the DuckDB database",
                        List.of(text("table_name", "Name of the table or view, with or without its schema")),
                        (arguments, call) -> columns(string(arguments, "table_name"), call)));
    }

    private EndpointResult query(String text, CallContext call) {
        try {
            var sql = database.prepareUntrusted(text, settings.allowedSchemas(), call);
            return SqlResult.read(sql, new SizeLimitedRows(sql.run(Map.of(), settings.maxRows(), call), maxBytes));
        } catch (SqlException e) {
            throw new PlatformException(Code.INVALID_INPUT, e.getMessage(), e);
        }
    }

    private EndpointResult tables(CallContext call) {
        return listed(
                new TreeSet<>(),
                visible(call)
                        .map(relation ->
                                row("schema", relation.schema(), "name", relation.name(), "type", relation.kind())));
    }

    private EndpointResult columns(String table, CallContext call) {
        var found = visible(call)
                .filter(relation -> relation.name().equalsIgnoreCase(table)
                        || (relation.schema() + "." + relation.name()).equalsIgnoreCase(table))
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        Code.INVALID_INPUT, "no table '%s'; list_tables tells which there are".formatted(table)));
        return listed(
                new TreeSet<>(List.of(found.schema() + "." + found.name())),
                found.columns().stream()
                        .map(column -> row(
                                "name",
                                column.name(),
                                "type",
                                column.type(),
                                "nullable",
                                column.nullable() ? "YES" : "NO")));
    }

    private Stream<Relation> visible(CallContext call) {
        return database.relations(call).stream()
                .filter(relation -> settings.allowedSchemas().isEmpty()
                        || settings.allowedSchemas().stream().anyMatch(relation.schema()::equalsIgnoreCase));
    }

    /**
     * As many rows as a query may answer.
     *
     * @param relations what the rows describe, where they describe no more than that
     */
    private EndpointResult listed(SortedSet<String> relations, Stream<Map<String, Object>> rows) {
        var listed = rows.limit(settings.maxRows() + 1L).toList();
        return listed.size() <= settings.maxRows()
                ? new Listing(listed, false, relations)
                : new Listing(listed.subList(0, settings.maxRows()), true, relations);
    }

    private static Map<String, Object> row(String k1, Object v1, String k2, Object v2, String k3, Object v3) {
        var row = new LinkedHashMap<String, Object>();
        row.put(k1, v1);
        row.put(k2, v2);
        row.put(k3, v3);
        return row;
    }

    /** Types let null pass for scalars, as the reference does; here it means nothing. */
    private static String string(Map<String, @Nullable Object> arguments, String name) {
        if (arguments.get(name) instanceof String text) {
            return text;
        }
        throw new PlatformException(Code.INVALID_INPUT, "'%s' must be a string".formatted(name));
    }

    private Endpoint tool(
            String name,
            String title,
            String description,
            List<ParameterDefinition> parameters,
            PreparedEndpoint implementation) {
        var rows = TypeDefinition.builder(Base.ARRAY, BUILT_IN)
                .items(TypeDefinition.builder(Base.OBJECT, BUILT_IN).build())
                .build();
        var definition = EndpointDefinition.builder(Kind.TOOL, name, BUILT_IN)
                .title(title)
                .description(settings.descriptions().getOrDefault(name, description))
                .annotations(new Annotations(title, true, false, true, false))
                .parameters(parameters)
                .returns(rows)
                .language("sql")
                .build();
        return new Endpoint(
                definition,
                Parameters.compile(parameters),
                ReturnType.compile(rows),
                implementation,
                provenance,
                settings.timeout());
    }

    private static ParameterDefinition text(String name, String description) {
        var type = TypeDefinition.builder(Base.STRING, BUILT_IN)
                .description(description)
                .minLength(1)
                .build();
        return new ParameterDefinition(name, type);
    }

    private record Listing(List<Map<String, Object>> value, boolean isTruncated, SortedSet<String> relations)
            implements EndpointResult {

        /** No statement of anybody's: it is what the database says about itself. */
        @Override
        public Optional<Provenance> provenance() {
            return Optional.of(new Provenance(SqlLanguage.DATABASE, null, relations, value.size()));
        }
    }
}
