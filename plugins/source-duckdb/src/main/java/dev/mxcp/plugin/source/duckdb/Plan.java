package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PreparedSql.Kind;
import dev.mxcp.spi.SqlException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says about a statement without running it.
 *
 * @param columns of the result; empty when they depend on the arguments
 * @param slotTypes of the positional parameters; null where they depend on the argument
 * @param limit how the engine is kept from more rows than anybody reads
 * @param limitedNames of the same columns in a query around the statement, which numbers duplicates; empty without one
 */
record Plan(
        List<DataSource.Column> columns, List<@Nullable String> slotTypes, RowLimit limit, List<String> limitedNames) {

    private static final Pattern UNKNOWN_NAME = Pattern.compile(
            "^Catalog Error: (Table|View)|^Binder Error: (Referenced|Table|Column|Values list) .*(not found|does not)");

    /** For statements that the engine would run while it prepares them. */
    static final Plan UNPLANNED = new Plan(List.of(), List.of(), RowLimit.NONE, List.of());

    static Plan of(DuckDBConnection connection, BoundText text, Kind kind) throws SqlException {
        var checked = CheckedText.of(text.text());
        if (checked.hasDynamicPivot()) {
            checkNames(connection, text, checked);
            return new Plan(List.of(), Collections.nCopies(text.slots().size(), null), RowLimit.NONE, List.of());
        }
        try (var statement = connection.prepareStatement(text.text())) {
            var types = slotTypes(statement, text);
            if (types.contains(null)) {
                checkNames(connection, text, checked);
            }
            var columns = columns(statement, text);
            var tellsSuccess = kind == Kind.COMMAND
                    && columns.size() == 1
                    && columns.getFirst().name().equals("Success");
            var limit = kind == Kind.READ ? RowLimit.of(connection, text) : RowLimit.NONE;
            return new Plan(tellsSuccess ? List.of() : columns, types, limit, limitedNames(connection, text, limit));
        } catch (SQLException e) {
            throw EngineErrors.unprepared(e, text);
        }
    }

    /** Plans the statement as it will run: as a subquery, where only a query can stand, and in a read-only transaction. */
    static Plan ofUntrusted(Lane lane, BoundText text) throws SqlException {
        try (var transaction = lane.connection().createStatement()) {
            transaction.execute("BEGIN TRANSACTION READ ONLY");
            try (var limited = lane.connection().prepareStatement(RowLimit.AROUND.apply(text, 1))) {
                return new Plan(columns(limited, text), slotTypes(limited, text), RowLimit.AROUND, List.of());
            } finally {
                transaction.execute("ROLLBACK");
            }
        } catch (SQLException e) {
            throw EngineErrors.unprepared(e, text, RowLimit.AROUND.start());
        }
    }

    private static List<DataSource.Column> columns(PreparedStatement statement, BoundText text) throws SQLException {
        var metadata = statement.getMetaData();
        if (metadata == null || metadata.getColumnCount() == 0) {
            return List.of();
        }
        var unknown = metadata.getColumnCount() == 1 && "UNKNOWN".equals(metadata.getColumnTypeName(1));
        return unknown ? List.of() : Cursor.columns(metadata, text);
    }

    private static List<String> limitedNames(DuckDBConnection connection, BoundText text, RowLimit limit)
            throws SQLException {
        if (limit != RowLimit.AROUND) {
            return List.of();
        }
        try (var limited = connection.prepareStatement(limit.apply(text, 1))) {
            var metadata = limited.getMetaData();
            return metadata == null ? List.of() : ResultShape.names(metadata);
        }
    }

    /** Finds tables and columns that do not exist where the engine itself has not looked. */
    private static void checkNames(DuckDBConnection connection, BoundText text, CheckedText checked)
            throws SqlException {
        try (var ignored = connection.prepareStatement(checked.text())) {
            // only the mistakes matter
        } catch (SQLException e) {
            var message = EngineErrors.message(e);
            if (UNKNOWN_NAME.matcher(EngineErrors.clean(message)).find()) {
                var offset = checked.origin(EngineErrors.offset(message, checked.text()));
                throw new SqlException(EngineErrors.clean(text.restore(message)), text.origin(offset));
            }
        }
    }

    private static List<@Nullable String> slotTypes(PreparedStatement statement, BoundText text)
            throws SQLException, SqlException {
        var metadata = statement.getParameterMetaData();
        if (metadata.getParameterCount() != text.slots().size()) {
            throw new SqlException(
                    "the database sees " + metadata.getParameterCount() + " parameters, but the statement names "
                            + text.slots().size() + ": write every parameter as $name",
                    -1);
        }
        var types = new ArrayList<@Nullable String>();
        for (var i = 1; i <= metadata.getParameterCount(); i++) {
            var type = metadata.getParameterTypeName(i).trim();
            types.add(type.equals("INVALID") || type.equals("UNKNOWN") ? null : type);
        }
        return types;
    }

    /**
     * The columns with the names that the author gave them, as long as they are those that were planned. A changed table
     * or file has given the statement others, which keep the names that they are found with.
     *
     * @param names of the columns as the engine tells them
     */
    List<DataSource.Column> named(List<DataSource.Column> found, List<String> names) {
        if (!names.equals(limitedNames) || found.size() != columns.size()) {
            return found;
        }
        return IntStream.range(0, found.size())
                .mapToObj(i -> new DataSource.Column(
                        columns.get(i).name(), found.get(i).type(), found.get(i).nullable()))
                .toList();
    }

    @Nullable
    String slotType(int slot) {
        return slot < slotTypes.size() ? slotTypes.get(slot) : null;
    }
}
