package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PreparedSql.Kind;
import dev.mxcp.spi.SqlException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Understands statements: tokens first, then the engine's parser, then its planner. */
final class Planner {

    private static final String SERIALIZE = "SELECT json_serialize_sql($1::VARCHAR)";

    private final DuckDbSource source;
    private final Lanes lanes;
    private final Lanes untrusted;
    private final FilePaths files;
    private final Catalog catalog;

    /**
     * @param lanes that no statement runs on, so that planning never waits for one
     * @param untrusted lanes for statements of others, whose planning may take long
     */
    Planner(DuckDbSource source, Lanes lanes, Lanes untrusted, FilePaths files, Catalog catalog) {
        this.source = source;
        this.lanes = lanes;
        this.untrusted = untrusted;
        this.files = files;
        this.catalog = catalog;
    }

    Catalog catalog() {
        return catalog;
    }

    DuckDbSql prepare(String sql) throws SqlException {
        var statement = SqlText.parse(sql);
        var verb = verb(statement);
        var tree = verb.writes() ? null : tree(statement);
        var kind = kind(verb, tree);
        var text = BoundText.of(statement, kind != Kind.COMMAND, files);
        var plan = verb.isPreparable() ? plan(text, kind) : Plan.UNPLANNED;
        return sql(statement, tree, text, kind, mode(kind, verb), plan);
    }

    /** Prepares a statement of a transaction on its connection, because only there its earlier changes are seen. */
    DuckDbSql prepareWithin(DuckDBConnection transaction, String sql) throws SqlException, SQLException {
        var statement = SqlText.parse(sql);
        var verb = verb(statement);
        if (verb.runsOutsideOfTransaction()) {
            throw new SqlException(
                    "the database does not run " + verb.word() + " in a transaction: run it alone", statement.start());
        }
        var tree = verb.writes() ? null : SelectTree.of(serialize(transaction, statement));
        var kind = kind(verb, tree);
        var text = BoundText.of(statement, kind != Kind.COMMAND, files);
        var plan = verb.isPreparable() ? Plan.of(transaction, text, kind) : Plan.UNPLANNED;
        return new DuckDbSql(source, text, kind, mode(kind, verb), plan, new TreeSet<>(), Set.of());
    }

    private static Verb verb(SqlText statement) throws SqlException {
        var verb = Verb.of(statement);
        if (verb.isTransactionControl()) {
            throw new SqlException(
                    "the platform begins and ends transactions itself: remove " + verb.word(), statement.start());
        }
        return verb;
    }

    /** Which of the two walls around untrusted statements stand; tests take one away to prove that the other holds. */
    enum Walls {
        BOTH,
        PARSE_ONLY,
        ENGINE_ONLY
    }

    DuckDbSql prepareUntrusted(String sql, List<String> allowedSchemas, CallContext call, Walls walls)
            throws SqlException {
        var statement = walls == Walls.ENGINE_ONLY ? SqlText.unchecked(sql) : SqlText.parse(sql);
        var tree = SelectTree.of(untrusted.call(call, lane -> serialize(lane, statement)));
        if (walls != Walls.ENGINE_ONLY) {
            UntrustedRules.check(tree, untrusted.call(call, lane -> UntrustedCatalog.read(lane, allowedSchemas)));
        }
        var mode = walls == Walls.PARSE_ONLY ? Session.Mode.READ : Session.Mode.UNTRUSTED;
        var text = BoundText.of(statement, true, FilePaths.AS_WRITTEN);
        if (walls != Walls.PARSE_ONLY) {
            refuseSeveral(RowLimit.AROUND.apply(text, 1), call);
        }
        var plan = untrusted.call(call, lane -> Plan.ofUntrusted(lane, text));
        return sql(statement, tree, text, Kind.READ, mode, plan);
    }

    /** A text that closes the parenthesis around it would be several statements, which run while they are prepared. */
    private void refuseSeveral(String limited, CallContext call) throws SqlException {
        var whole = SqlText.unchecked(limited);
        if (SelectTree.of(untrusted.call(call, lane -> serialize(lane, whole))) == null) {
            throw new SqlException("only one statement is allowed here, and only a SELECT", -1);
        }
    }

    @Nullable
    SelectTree tree(SqlText statement) throws SqlException {
        return SelectTree.of(lanes.call(lane -> serialize(lane, statement)));
    }

    private static String serialize(Lane lane, SqlText statement) throws SqlException {
        try {
            return serialize(lane.prepared(SERIALIZE, () -> SERIALIZE), statement);
        } catch (SQLException e) {
            throw unserialized(e);
        }
    }

    private static String serialize(DuckDBConnection connection, SqlText statement) throws SqlException {
        try (var query = connection.prepareStatement(SERIALIZE)) {
            return serialize(query, statement);
        } catch (SQLException e) {
            throw unserialized(e);
        }
    }

    private static String serialize(PreparedStatement query, SqlText statement) throws SQLException {
        query.setString(1, statement.text());
        try (var rows = query.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static SqlException unserialized(SQLException error) {
        return new SqlException(EngineErrors.clean(EngineErrors.message(error)), -1);
    }

    Plan plan(BoundText text, Kind kind) throws SqlException {
        try {
            return lanes.call(lane -> Plan.of(lane.with(source.functions()).connection(), text, kind));
        } catch (SqlException e) {
            throw new SqlException(source.functions().restore(e.getMessage()), e.offset());
        }
    }

    private static Kind kind(Verb verb, @Nullable SelectTree tree) {
        if (tree != null) {
            return tree.calls("nextval") || tree.calls("setval") ? Kind.WRITE : Kind.READ;
        }
        return verb.writes() ? Kind.WRITE : Kind.COMMAND;
    }

    private static Session.Mode mode(Kind kind, Verb verb) {
        return switch (kind) {
            case READ -> Session.Mode.READ;
            case WRITE -> Session.Mode.WRITE;
            case COMMAND -> verb.runsOutsideOfTransaction() ? Session.Mode.BARE_COMMAND : Session.Mode.COMMAND;
        };
    }

    private DuckDbSql sql(
            SqlText statement, @Nullable SelectTree tree, BoundText text, Kind kind, Session.Mode mode, Plan plan)
            throws SqlException {
        var names = Catalog.mentions(SqlText.unchecked(text.text()));
        if (tree != null) {
            names.addAll(tree.tableNames());
        }
        var relations = tree == null ? catalog.named(statement) : catalog.qualified(tree.relations());
        return new DuckDbSql(source, text, kind, mode, plan, relations, names);
    }
}
