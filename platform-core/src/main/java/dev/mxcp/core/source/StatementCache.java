package dev.mxcp.core.source;

import dev.mxcp.core.pipeline.SqlAccess;
import dev.mxcp.core.sql.SizeLimitedRows;
import dev.mxcp.core.sql.SizeLimitedTransaction;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.SqlTransaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** SQL that endpoints run by text, prepared once per text as long as it is used often enough. Thread-safe. */
public final class StatementCache implements SqlAccess {

    private static final int STATEMENTS = 256;

    private final DataSource database;
    private final int maxRows;
    private final int maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, PreparedSql> prepared = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedSql> eldest) {
            return size() > STATEMENTS;
        }
    };

    public StatementCache(DataSource database, int maxRows, int maxBytes) {
        this.database = database;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    @Override
    public Rows query(
            @Nullable String source, String sql, Map<String, ? extends @Nullable Object> arguments, CallContext call) {
        refuseNamed(source);
        return new SizeLimitedRows(prepared(sql).run(arguments, maxRows, call), maxBytes);
    }

    @Override
    public SqlTransaction transaction(@Nullable String source, CallContext call) {
        refuseNamed(source);
        return new SizeLimitedTransaction(database.begin(maxRows, call), maxBytes);
    }

    private static void refuseNamed(@Nullable String source) {
        if (source != null) {
            throw new PlatformException(Code.UNSUPPORTED, "there is no source '%s'".formatted(source));
        }
    }

    private PreparedSql prepared(String sql) {
        lock.lock();
        try {
            var known = prepared.get(sql);
            if (known != null) {
                return known;
            }
        } finally {
            lock.unlock();
        }
        var fresh = prepare(sql);
        lock.lock();
        try {
            prepared.put(sql, fresh);
        } finally {
            lock.unlock();
        }
        return fresh;
    }

    private PreparedSql prepare(String sql) {
        try {
            return database.prepare(sql);
        } catch (SqlException e) {
            throw new PlatformException(Code.INVALID_INPUT, e.getMessage(), e);
        }
    }
}
