package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.Rows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A statement as the engine understood it. */
final class DuckDbSql implements PreparedSql {

    private final DuckDbSource source;
    private final BoundText text;
    private final Kind kind;
    private final Session.Mode mode;
    private final Plan plan;
    private final List<DataSource.Parameter> parameters;
    private final SortedSet<String> relations;
    private final String digest;
    private final Set<String> mentions;
    private volatile @Nullable ResultShape lastShape;

    DuckDbSql(
            DuckDbSource source,
            BoundText text,
            Kind kind,
            Session.Mode mode,
            Plan plan,
            SortedSet<String> relations,
            Set<String> mentions) {
        this.source = source;
        this.text = text;
        this.kind = kind;
        this.mode = mode;
        this.plan = plan;
        this.relations = Collections.unmodifiableSortedSet(relations);
        this.parameters = parameters(text, plan);
        this.digest = sha256(text.statement().source());
        this.mentions = Set.copyOf(mentions);
    }

    private static List<DataSource.Parameter> parameters(BoundText text, Plan plan) {
        var types = new LinkedHashMap<String, @Nullable String>();
        for (var i = 0; i < text.slots().size(); i++) {
            if (text.slots().get(i) instanceof Slot.Argument argument) {
                var type = argument.path().isEmpty() ? plan.slotType(i) : null;
                if (type != null || !types.containsKey(argument.name())) {
                    types.put(argument.name(), type);
                }
            }
        }
        var result = new ArrayList<DataSource.Parameter>();
        types.forEach((name, type) -> result.add(new DataSource.Parameter(name, type)));
        return List.copyOf(result);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public List<DataSource.Parameter> parameters() {
        return parameters;
    }

    @Override
    public List<DataSource.Column> columns() {
        return plan.columns();
    }

    @Override
    public SortedSet<String> relations() {
        return relations;
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public Rows run(Map<String, ? extends @Nullable Object> arguments, int maxRows, CallContext call) {
        if (maxRows < 1) {
            throw new IllegalArgumentException("maxRows must be at least 1, but is " + maxRows);
        }
        return source.run(this, values(arguments, call), maxRows, call);
    }

    List<@Nullable Object> values(Map<String, ? extends @Nullable Object> arguments, CallContext call) {
        var values = new ArrayList<@Nullable Object>(text.slots().size());
        for (var slot : text.slots()) {
            values.add(
                    switch (slot) {
                        case Slot.User(var function) -> function.value(call);
                        case Slot.Argument(var name, var path) -> Arguments.field(argument(arguments, name), path);
                    });
        }
        return values;
    }

    void bind(List<@Nullable Object> values, DuckDBConnection connection, PreparedStatement statement)
            throws SQLException {
        var arguments = new Arguments(connection, statement);
        for (var i = 0; i < values.size(); i++) {
            arguments.bind(i + 1, values.get(i), plan.slotType(i));
        }
    }

    private static @Nullable Object argument(Map<String, ? extends @Nullable Object> arguments, String name) {
        var value = arguments.get(name);
        if (value == null && !arguments.containsKey(name)) {
            for (var key : arguments.keySet()) {
                if (key.equalsIgnoreCase(name)) {
                    return arguments.get(key);
                }
            }
            throw new PlatformException(Code.INVALID_INPUT, "the statement needs a value for the parameter $" + name);
        }
        return value;
    }

    /** Everything in the text that the engine sees which may be the name of something, in lower case. */
    Set<String> mentions() {
        return mentions;
    }

    BoundText text() {
        return text;
    }

    Session.Mode mode() {
        return mode;
    }

    /** The engine's message in the author's words. */
    String restore(String message) {
        return source.functions().restore(text.restore(message));
    }

    /** One row more than the limit tells that there are more. */
    String engineText(int maxRows) {
        return plan.limit().apply(text, maxRows + 1L);
    }

    /** Mostly that of the run before, which saves reading the names of the types again. */
    ResultShape shape(ResultSetMetaData metadata) throws SQLException {
        var last = lastShape;
        if (last != null && last.isOf(metadata)) {
            return last;
        }
        var shape = ResultShape.of(metadata, this);
        lastShape = shape;
        return shape;
    }

    List<DataSource.Column> columns(ResultSetMetaData metadata, List<String> names) throws SQLException {
        return plan.named(Cursor.columns(metadata, text), names);
    }
}
