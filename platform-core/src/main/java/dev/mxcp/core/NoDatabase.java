package dev.mxcp.core;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Stands in for a database that cannot be had, and finds nothing wrong with any statement. None of them runs. */
record NoDatabase() implements DataSource {

    @Override
    public String engine() {
        return "no database";
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public PreparedSql prepare(String sql) {
        return new Unplanned();
    }

    @Override
    public PreparedSql prepareUntrusted(String sql, List<String> allowedSchemas, CallContext call) {
        return new Unplanned();
    }

    @Override
    public DataSource withFunctions(List<SqlFunction> functions) {
        return this;
    }

    @Override
    public List<Relation> relations() {
        return List.of();
    }

    @Override
    public void close() {}

    private record Unplanned() implements PreparedSql {
        @Override
        public Kind kind() {
            return Kind.READ;
        }

        @Override
        public List<DataSource.Parameter> parameters() {
            return List.of();
        }

        @Override
        public List<DataSource.Column> columns() {
            return List.of();
        }

        @Override
        public SortedSet<String> relations() {
            return Collections.emptySortedSet();
        }

        @Override
        public String digest() {
            return "";
        }

        @Override
        public Rows run(Map<String, ? extends @Nullable Object> arguments, int maxRows, CallContext call) {
            throw new PlatformException(PlatformException.Code.UNAVAILABLE, "the project is only checked");
        }
    }
}
