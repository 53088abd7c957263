package dev.mxcp.core.generation;

import dev.mxcp.spi.EndpointResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an implementation answered, read as something else; its effects are those of what was answered. */
record RemadeResult(EndpointResult made, @Nullable Object value, List<Content> content) implements EndpointResult {

    @Override
    public boolean isTruncated() {
        return made.isTruncated();
    }

    @Override
    public Optional<Provenance> provenance() {
        return made.provenance();
    }

    @Override
    public void commit() {
        made.commit();
    }

    @Override
    public void close() {
        made.close();
    }
}
