package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * The user functions as macros over variables of the connection, for views and macros that call them. A statement's own
 * calls become parameters instead.
 */
final class UserMacros {

    private static final String USER = "mxcp_user";
    private static final String HEADERS = "mxcp_headers";

    private UserMacros() {}

    static void create(DuckDBConnection connection, FunctionSet functions) throws SQLException {
        var sql = new StringBuilder();
        for (var function : UserFunction.values()) {
            sql.append("CREATE TEMP MACRO ").append(function.sqlName());
            sql.append(
                    function.takesArgument()
                            ? "(name) AS CAST(getvariable('" + HEADERS + "') AS MAP(VARCHAR, VARCHAR))[lower(name)];"
                            : "() AS CAST(getvariable('" + USER + "') AS MAP(VARCHAR, VARCHAR))['" + function.sqlName()
                                    + "'];");
        }
        sql.append(functions.macros());
        try (var statement = connection.createStatement()) {
            statement.execute(sql.toString());
        }
    }

    static void set(DuckDBConnection connection, CallContext call) throws SQLException {
        set(connection, USER, UserFunction.values(call));
        set(connection, HEADERS, call.requestHeaders());
    }

    private static void set(DuckDBConnection connection, String variable, Map<String, ?> values) throws SQLException {
        try (var statement = connection.prepareStatement("SET VARIABLE " + variable + " = $1")) {
            statement.setObject(1, connection.createMap("MAP(VARCHAR, VARCHAR)", new LinkedHashMap<>(values)));
            statement.execute();
        }
    }

    /** @param number by which functions of plugins find the call */
    static void setCall(DuckDBConnection connection, long number) throws SQLException {
        try (var statement = connection.prepareStatement("SET VARIABLE " + RunningCalls.VARIABLE + " = $1::BIGINT")) {
            statement.setLong(1, number);
            statement.execute();
        }
    }

    static void reset(DuckDBConnection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("RESET VARIABLE " + USER);
            statement.execute("RESET VARIABLE " + HEADERS);
            statement.execute("RESET VARIABLE " + RunningCalls.VARIABLE);
        }
    }
}
