package dev.mxcp.core;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.PlatformException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in for a language that cannot be had, and finds nothing wrong with its endpoints. None of them runs. */
record UncheckedLanguage() implements EndpointLanguage {

    @Override
    public PreparedEndpoint prepare(EndpointSource source, Project project) {
        return UncheckedLanguage::refuse;
    }

    private static EndpointResult refuse(Map<String, @Nullable Object> arguments, CallContext call) {
        throw new PlatformException(PlatformException.Code.UNAVAILABLE, "the project is only checked");
    }
}
