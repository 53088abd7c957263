package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.DataSource.Column;
import dev.mxcp.spi.DataSource.Relation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What the database contains. */
final class Catalog {

    private static final String RELATIONS = """
            SELECT t.table_schema, t.table_name, t.table_type, c.column_name, c.data_type, c.is_nullable
            FROM information_schema.tables t
            LEFT JOIN duckdb_columns() c
              ON c.database_name = t.table_catalog AND c.schema_name = t.table_schema AND c.table_name = t.table_name
            WHERE t.table_catalog = current_database()
            ORDER BY t.table_schema, t.table_name, c.column_index
            """;

    private final Lanes lanes;
    private final FunctionSet functions;
    private final AtomicLong changes;
    private volatile long known;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Set<String> userFunctionReach;
    private volatile @Nullable Map<String, List<String>> qualifiedNames;

    /** @param changes counts the changes of the database's content, whoever makes them */
    Catalog(Lanes lanes, FunctionSet functions, AtomicLong changes) {
        this.lanes = lanes;
        this.functions = functions;
        this.changes = changes;
        this.known = changes.get();
    }

    /** Lets everybody forget what was read before, and what is being read now. */
    void changed() {
        changes.incrementAndGet();
    }

    private void forgetWhatChanged() {
        var now = changes.get();
        if (known == now) {
            return;
        }
        reading.lock();
        try {
            userFunctionReach = null;
            qualifiedNames = null;
            known = now;
        } finally {
            reading.unlock();
        }
    }

    List<Relation> relations() {
        reading.lock();
        try {
            var relations = lanes.read(Catalog::read);
            qualifiedNames = byName(relations);
            return relations;
        } finally {
            reading.unlock();
        }
    }

    static List<Relation> read(Lane lane) throws SQLException {
        var result = new ArrayList<Relation>();
        try (var statement = lane.connection().createStatement();
                var rows = statement.executeQuery(RELATIONS)) {
            var columns = new ArrayList<Column>();
            while (rows.next()) {
                var schema = rows.getString(1);
                var name = rows.getString(2);
                var last = result.isEmpty() ? null : result.getLast();
                if (last == null
                        || !last.schema().equals(schema)
                        || !last.name().equals(name)) {
                    columns = new ArrayList<>();
                } else {
                    result.removeLast();
                }
                if (rows.getString(4) != null) {
                    columns.add(new Column(rows.getString(4), rows.getString(5), rows.getBoolean(6)));
                }
                result.add(new Relation(schema, name, kind(rows.getString(3)), columns));
            }
        }
        return Collections.unmodifiableList(result);
    }

    private static String kind(String type) {
        return type.equals("VIEW") ? type : "BASE TABLE";
    }

    /** Lower-case name to the qualified names of all relations with this name, that of the schema main first. */
    private static Map<String, List<String>> byName(List<Relation> relations) {
        var result = new HashMap<String, List<String>>();
        for (var relation : relations) {
            var same = result.computeIfAbsent(lower(relation.name()), name -> new ArrayList<>());
            same.add(relation.schema().equals("main") ? 0 : same.size(), relation.schema() + "." + relation.name());
        }
        return result;
    }

    private Map<String, List<String>> qualifiedNames() {
        forgetWhatChanged();
        var names = qualifiedNames;
        return names == null ? byName(relations()) : names;
    }

    /** Adds the schema to names that stand alone and that the database knows. */
    SortedSet<String> qualified(SortedSet<String> names) {
        var known = qualifiedNames();
        var result = new TreeSet<String>();
        for (var name : names) {
            result.add(
                    name.contains(".")
                            ? name
                            : known.getOrDefault(lower(name), List.of(name)).getFirst());
        }
        return result;
    }

    /** Relations whose name is a word of the statement: enough to say what a writing statement touches. */
    SortedSet<String> named(SqlText statement) {
        var known = qualifiedNames();
        var result = new TreeSet<String>();
        for (var word : identifiers(statement)) {
            result.addAll(known.getOrDefault(word, List.of()));
        }
        return result;
    }

    private static Set<String> identifiers(SqlText statement) {
        var result = new HashSet<String>();
        for (var i = 0; i < statement.size(); i++) {
            if (statement.kind(i) == SqlToken.Kind.WORD || statement.kind(i) == SqlToken.Kind.QUOTED) {
                result.add(statement.name(i));
            }
        }
        return result;
    }

    /**
     * Everything in the statement that may be the name of something, in lower case. The engine takes a string for a name
     * too, as in {@code FROM 'orders'}.
     */
    static Set<String> mentions(SqlText statement) {
        var result = identifiers(statement);
        for (var i = 0; i < statement.size(); i++) {
            if (statement.kind(i) == SqlToken.Kind.STRING) {
                result.add(lower(string(statement, i)));
            }
        }
        return result;
    }

    /** What a string may stand for; for one that is not written plainly, a name that certainly is a user function. */
    private static String string(SqlText statement, int index) {
        var raw = statement.raw(index);
        var continued =
                statement.kind(index - 1) == SqlToken.Kind.STRING || statement.kind(index + 1) == SqlToken.Kind.STRING;
        if (!raw.startsWith("'") || continued) {
            return UserFunction.GET_USERNAME.sqlName();
        }
        return raw.substring(1, raw.length() - 1).replace("''", "'");
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** True when the statement may reach a user function in another way than by a call of its own. */
    boolean reachesUserFunctions(DuckDbSql sql) {
        return !Collections.disjoint(userFunctionReach(), sql.mentions());
    }

    /** Read once, however many calls ask for it at the same time. */
    private Set<String> userFunctionReach() {
        forgetWhatChanged();
        var reach = userFunctionReach;
        if (reach != null) {
            return reach;
        }
        reading.lock();
        try {
            reach = userFunctionReach;
            if (reach == null) {
                reach = lanes.read(lane -> UserFunctionReach.read(lane, functions));
                userFunctionReach = reach;
            }
            return reach;
        } finally {
            reading.unlock();
        }
    }
}
