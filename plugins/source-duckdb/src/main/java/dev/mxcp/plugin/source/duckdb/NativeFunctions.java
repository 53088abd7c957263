package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBWritableVector;

/**
 * Makes functions known to the engine. What is registered stays until the database is closed, so each signature is
 * registered once, and what it computes is looked up through the call that the statement runs for.
 */
final class NativeFunctions {

    private static final String PREFIX = "mxcp_udf_";

    private final RunningCalls calls;
    private final ReentrantLock registering = new ReentrantLock();
    private final Map<String, Registered> known = new LinkedHashMap<>();

    NativeFunctions(RunningCalls calls) {
        this.calls = calls;
    }

    record Registered(AddedFunction function, String nativeName) {}

    FunctionSet add(List<SqlFunction> functions, DuckDBConnection connection) throws SQLException {
        var registered = new ArrayList<Registered>();
        for (var function : functions) {
            var added = AddedFunction.of(function);
            registered.add(new Registered(added, register(added, connection)));
        }
        return FunctionSet.of(registered);
    }

    private String register(AddedFunction function, DuckDBConnection connection) throws SQLException {
        registering.lock();
        try {
            var same = known.get(function.signature());
            if (same != null) {
                return same.nativeName();
            }
            checkTypes(function, connection);
            var name = PREFIX + known.size() + "_" + function.name().toLowerCase(Locale.ROOT);
            register(name, function, connection);
            known.put(function.signature(), new Registered(function, name));
            return name;
        } finally {
            registering.unlock();
        }
    }

    /** Makes everything known to an engine that was started anew. */
    void registerAgain(DuckDBConnection connection) throws SQLException {
        registering.lock();
        try {
            for (var each : known.values()) {
                register(each.nativeName(), each.function(), connection);
            }
        } finally {
            registering.unlock();
        }
    }

    /** The engine looks at the types inside of a macro only when somebody calls it. */
    private static void checkTypes(AddedFunction function, DuckDBConnection connection) {
        var types = new ArrayList<>(function.function().parameterTypes());
        types.add(function.function().returnType());
        for (var type : types) {
            try (var ignored = connection.prepareStatement("SELECT CAST(NULL AS " + type + ")")) {
                // only the mistake matters
            } catch (SQLException e) {
                throw AddedFunction.refused(
                        function.name(), "cannot be added: the database has no type '" + type + "'");
            }
        }
    }

    private void register(String name, AddedFunction function, DuckDBConnection connection) throws SQLException {
        try (var builder = DuckDBFunctions.scalarFunction();
                var result = function.result().logical()) {
            builder.withName(name).withParameter(DuckDBColumnType.BIGINT);
            for (var parameter : function.parameters()) {
                try (var type = parameter.logical()) {
                    builder.withParameter(type);
                }
            }
            // volatile, so that the engine never computes it while it plans
            builder.withReturnType(result)
                    .withVolatile()
                    .withVectorizedFunction((in, out) -> apply(name, function.name(), in, out))
                    .register(connection);
        }
    }

    private void apply(String nativeName, String name, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        if (in.rowCount() == 0) {
            return;
        }
        var token = in.vector(0);
        var call = token.isNull(0) ? null : calls.find(token.getLong(0));
        var function = call == null ? null : call.functions().find(nativeName);
        if (call == null || function == null) {
            throw new IllegalStateException("the function " + name + " cannot be called here");
        }
        try {
            function.compute(in, out, call.context());
        } catch (PlatformException e) {
            throw call.failed(new PlatformException(e.code(), "the function " + name + " " + why(e), e));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw call.failed(new PlatformException(Code.FAILED, "the function " + name + " failed", e));
        }
    }

    private static String why(PlatformException error) {
        return error.userMessage().startsWith("returned ") ? error.userMessage() : "failed: " + error.userMessage();
    }
}
