package dev.mxcp.core.sql;

import dev.mxcp.spi.DataSource.Column;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that end before they outgrow a number of bytes, counted about as JSON while they are read. */
public final class SizeLimitedRows implements Rows {

    private final Rows rows;
    private final int maxBytes;
    private final long names;
    private long bytes;
    private boolean cutOff;

    public SizeLimitedRows(Rows rows, int maxBytes) {
        this.rows = rows;
        this.maxBytes = maxBytes;
        this.names = rows.columns().stream()
                .mapToLong(column -> AnswerSize.of(column.name()))
                .sum();
    }

    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
        var row = cutOff ? null : rows.next();
        if (row == null) {
            return null;
        }
        var more = names + AnswerSize.of(row);
        if (bytes + more <= maxBytes) {
            bytes += more;
            return row;
        }
        if (bytes == 0) {
            throw new PlatformException(
                    Code.LIMIT_EXCEEDED,
                    "one row is larger than an answer may be (%d bytes, limits.max_answer_bytes)".formatted(maxBytes));
        }
        cutOff = true;
        return null;
    }

    @Override
    public boolean isTruncated() {
        return cutOff || rows.isTruncated();
    }

    @Override
    public void commit() {
        rows.commit();
    }

    @Override
    public void close() {
        rows.close();
    }
}
