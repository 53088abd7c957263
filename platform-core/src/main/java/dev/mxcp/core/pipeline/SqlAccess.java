package dev.mxcp.core.pipeline;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.SqlTransaction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs SQL that an endpoint asks for during its call. */
@FunctionalInterface
public interface SqlAccess {

    Rows query(
            @Nullable String source, String sql, Map<String, ? extends @Nullable Object> arguments, CallContext call);

    default SqlTransaction transaction(@Nullable String source, CallContext call) {
        throw new PlatformException(PlatformException.Code.UNSUPPORTED, "transactions are not available here");
    }
}
