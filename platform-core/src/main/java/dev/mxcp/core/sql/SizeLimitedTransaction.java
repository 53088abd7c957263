package dev.mxcp.core.sql;

import dev.mxcp.spi.Rows;
import dev.mxcp.spi.SqlTransaction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transaction whose answers end before they outgrow a number of bytes each. */
public final class SizeLimitedTransaction implements SqlTransaction {

    private final SqlTransaction transaction;
    private final int maxBytes;

    public SizeLimitedTransaction(SqlTransaction transaction, int maxBytes) {
        this.transaction = transaction;
        this.maxBytes = maxBytes;
    }

    @Override
    public Rows query(String sql, Map<String, ? extends @Nullable Object> arguments) {
        return new SizeLimitedRows(transaction.query(sql, arguments), maxBytes);
    }

    @Override
    public void commit() {
        transaction.commit();
    }

    @Override
    public void close() {
        transaction.close();
    }
}
