package dev.mxcp.core.sql;

import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.Rows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows, read in full, whose writes still wait for their commit. */
final class SqlResult implements EndpointResult {

    private final List<Map<String, @Nullable Object>> value;
    private final Rows rows;
    private final Provenance provenance;

    private SqlResult(List<Map<String, @Nullable Object>> value, Rows rows, Provenance provenance) {
        this.value = value;
        this.rows = rows;
        this.provenance = provenance;
    }

    static SqlResult read(PreparedSql sql, Rows rows) {
        try {
            var value = SqlRows.toMaps(rows);
            var provenance = new Provenance(SqlLanguage.DATABASE, sql.digest(), sql.relations(), value.size());
            return new SqlResult(value, rows, provenance);
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    @Override
    public @Nullable Object value() {
        return value;
    }

    @Override
    public boolean isTruncated() {
        return rows.isTruncated();
    }

    @Override
    public Optional<Provenance> provenance() {
        return Optional.of(provenance);
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
