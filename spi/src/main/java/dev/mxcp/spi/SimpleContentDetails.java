package dev.mxcp.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The one implementation of {@link ContentDetails}; made by its builder. */
final class SimpleContentDetails implements ContentDetails {

    private final @Nullable String title;
    private final @Nullable String description;
    private final @Nullable Long size;
    private final Set<Audience> audience;
    private final @Nullable Double priority;
    private final @Nullable Instant lastModified;
    private final List<Icon> icons;
    private final Map<String, @Nullable Object> meta;

    SimpleContentDetails(Builder builder) {
        this.title = builder.title;
        this.description = builder.description;
        this.size = builder.size;
        this.audience = Collections.unmodifiableSet(new TreeSet<>(builder.audience));
        this.priority = builder.priority;
        this.lastModified = builder.lastModified;
        this.icons = builder.icons;
        this.meta = Collections.unmodifiableMap(new LinkedHashMap<>(builder.meta));
    }

    @Override
    public Optional<String> title() {
        return Optional.ofNullable(title);
    }

    @Override
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    @Override
    public OptionalLong size() {
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    @Override
    public Set<Audience> audience() {
        return audience;
    }

    @Override
    public OptionalDouble priority() {
        return priority == null ? OptionalDouble.empty() : OptionalDouble.of(priority);
    }

    @Override
    public Optional<Instant> lastModified() {
        return Optional.ofNullable(lastModified);
    }

    @Override
    public List<Icon> icons() {
        return icons;
    }

    @Override
    public Map<String, @Nullable Object> meta() {
        return meta;
    }
}
