package dev.mxcp.core.sql;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource.Column;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.PreparedSql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One prepared statement as an endpoint. */
record SqlEndpoint(PreparedSql sql, List<String> parameters, int maxRows, int maxBytes, List<String> warnings)
        implements PreparedEndpoint {

    @Override
    public Optional<List<Column>> columns() {
        return sql.columns().isEmpty() ? Optional.empty() : Optional.of(sql.columns());
    }

    @Override
    public EndpointResult run(Map<String, @Nullable Object> arguments, CallContext call) {
        var bound = new HashMap<String, @Nullable Object>();
        parameters.forEach(name -> bound.put(name, arguments.get(name)));
        return SqlResult.read(sql, new SizeLimitedRows(sql.run(bound, maxRows, call), maxBytes));
    }
}
