package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.DataSource.Column;
import dev.mxcp.spi.DataSource.Relation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Set<String> userFunctionReach;
    private volatile @Nullable List<Relation> known;

    Catalog(Lanes lanes) {
        this.lanes = lanes;
    }

    /** Forgets what was read before, and what is being read now. */
    void changed() {
        reading.lock();
        try {
            userFunctionReach = null;
            known = null;
        } finally {
            reading.unlock();
        }
    }

    List<Relation> relations() {
        reading.lock();
        try {
            var relations = lanes.read(Catalog::read);
            known = relations;
            return relations;
        } finally {
            reading.unlock();
        }
    }

    private static List<Relation> read(Lane lane) throws SQLException {
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

    private List<Relation> known() {
        var relations = known;
        return relations == null ? relations() : relations;
    }

    /** Adds the schema to names that stand alone and that the database knows. */
    SortedSet<String> qualified(SortedSet<String> names) {
        var result = new TreeSet<String>();
        for (var name : names) {
            result.add(name.contains(".") ? name : qualified(name));
        }
        return result;
    }

    private String qualified(String name) {
        return known().stream()
                .filter(relation -> relation.name().equalsIgnoreCase(name))
                .min((one, other) -> Boolean.compare(
                        other.schema().equals("main"), one.schema().equals("main")))
                .map(relation -> relation.schema() + "." + relation.name())
                .orElse(name);
    }

    /** Relations whose name is a word of the statement: enough to say what a writing statement touches. */
    SortedSet<String> named(SqlText statement) {
        var words = identifiers(statement);
        var result = new TreeSet<String>();
        for (var relation : known()) {
            if (words.contains(relation.name().toLowerCase(Locale.ROOT))) {
                result.add(relation.schema() + "." + relation.name());
            }
        }
        return result;
    }

    static Set<String> identifiers(SqlText statement) {
        var result = new HashSet<String>();
        for (var i = 0; i < statement.size(); i++) {
            if (statement.kind(i) == SqlToken.Kind.WORD || statement.kind(i) == SqlToken.Kind.QUOTED) {
                result.add(statement.name(i));
            }
        }
        return result;
    }

    /** True when the statement may reach a user function in another way than by a call of its own. */
    boolean reachesUserFunctions(DuckDbSql sql) {
        return !Collections.disjoint(userFunctionReach(), sql.identifiers());
    }

    /** Read once, however many calls ask for it at the same time. */
    private Set<String> userFunctionReach() {
        var reach = userFunctionReach;
        if (reach != null) {
            return reach;
        }
        reading.lock();
        try {
            reach = userFunctionReach;
            if (reach == null) {
                reach = lanes.read(UserFunctionReach::read);
                userFunctionReach = reach;
            }
            return reach;
        } finally {
            reading.unlock();
        }
    }
}
