package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A function of a plugin that computes row by row. */
record TestingFunction(String name, List<String> parameterTypes, String returnType, Body body) implements SqlFunction {

    interface Body {
        @Nullable
        Object of(List<@Nullable Object> row, CallContext call);
    }

    static TestingFunction of(String name, String returnType, Body body, String... parameterTypes) {
        return new TestingFunction(name, List.of(parameterTypes), returnType, body);
    }

    /** Gives back what it gets. */
    static TestingFunction echo(String name, String type) {
        return of(name, type, (row, call) -> row.getFirst(), type);
    }

    @Override
    public List<@Nullable Object> apply(List<List<@Nullable Object>> columns, @Nullable CallContext call) {
        var result = new ArrayList<@Nullable Object>();
        for (var i = 0; i < columns.getFirst().size(); i++) {
            var row = new ArrayList<@Nullable Object>();
            for (var column : columns) {
                row.add(column.get(i));
            }
            result.add(body.of(row, Objects.requireNonNull(call)));
        }
        return result;
    }
}
