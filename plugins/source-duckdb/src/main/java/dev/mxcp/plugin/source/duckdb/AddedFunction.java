package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** A function of a plugin with the types that the engine knows it by. */
record AddedFunction(SqlFunction function, String name, List<VectorType> parameters, VectorType result) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    static AddedFunction of(SqlFunction function) {
        var name = function.name();
        if (!NAME.matcher(name).matches()) {
            throw refused(name, "must be named by a word of letters, digits and underscores");
        }
        if (HarmlessFunctions.isValue(name) || HarmlessFunctions.isTable(name) || UserFunction.named(name) != null) {
            throw refused(name, "has the name of a function that the database has itself: choose another");
        }
        try {
            return new AddedFunction(
                    function,
                    name,
                    function.parameterTypes().stream().map(VectorType::named).toList(),
                    VectorType.named(function.returnType()));
        } catch (IllegalArgumentException e) {
            throw refused(name, "cannot be added: " + e.getMessage());
        }
    }

    static PlatformException refused(String name, String why) {
        return new PlatformException(Code.INVALID_INPUT, "the SQL function '" + name + "' " + why);
    }

    /** What tells functions apart for the engine. */
    String signature() {
        return name + function.parameterTypes() + function.returnType();
    }

    /**
     * The macro that users call.
     *
     * @param nativeName the function behind it
     * @param call SQL that tells whose call it is
     */
    String macro(String nativeName, String call) {
        var names = IntStream.rangeClosed(1, parameters.size())
                .mapToObj(i -> "p" + i)
                .toList();
        var sent = new StringBuilder(call);
        for (var i = 0; i < parameters.size(); i++) {
            sent.append(", ").append(parameters.get(i).sent(names.get(i)));
        }
        return "CREATE TEMP MACRO " + name + names.stream().collect(Collectors.joining(", ", "(", ")")) + " AS "
                + result.received(nativeName + "(" + sent + ")");
    }

    /** Computes a chunk; its first column is not the function's own. */
    void compute(DuckDBDataChunkReader in, DuckDBWritableVector out, CallContext call) {
        var rows = (int) in.rowCount();
        var values = function.apply(columns(in, rows), call);
        if (values.size() != rows) {
            throw failed("returned " + values.size() + " values for " + rows + " rows", null);
        }
        for (var row = 0; row < rows; row++) {
            write(out, row, values.get(row));
        }
    }

    private List<List<@Nullable Object>> columns(DuckDBDataChunkReader in, int rows) {
        if (parameters.isEmpty()) {
            return List.of(Collections.nCopies(rows, null));
        }
        var columns = new ArrayList<List<@Nullable Object>>(parameters.size());
        for (var i = 0; i < parameters.size(); i++) {
            columns.add(column(in.vector(i + 1L), parameters.get(i), rows));
        }
        return columns;
    }

    private static List<@Nullable Object> column(DuckDBReadableVector vector, VectorType type, int rows) {
        var column = new ArrayList<@Nullable Object>(rows);
        for (var row = 0; row < rows; row++) {
            column.add(vector.isNull(row) ? null : type.read(vector, row));
        }
        return column;
    }

    private void write(DuckDBWritableVector out, int row, @Nullable Object value) {
        if (value == null) {
            out.setNull(row);
            return;
        }
        try {
            result.write(out, row, value);
        } catch (RuntimeException e) {
            throw failed(
                    "returned a value that is not " + function.returnType() + " ("
                            + value.getClass().getSimpleName() + ")",
                    e);
        }
    }

    private PlatformException failed(String what, @Nullable Throwable cause) {
        return new PlatformException(Code.FAILED, what, cause);
    }
}
