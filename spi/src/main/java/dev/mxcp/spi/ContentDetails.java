package dev.mxcp.spi;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about a block of content beside the content itself, see {@link EndpointResult.Content#with}. All of
 * it is a hint for the client; what a kind of content has no place for is left out.
 *
 * <p>Implemented by the platform only, so that it can grow.
 */
@Unstable
public interface ContentDetails {

    /** For people; links only. */
    Optional<String> title();

    /** Links only. */
    Optional<String> description();

    /** In bytes, before any encoding; links only. */
    OptionalLong size();

    /** Whom the content is for; empty when for everybody. */
    Set<Audience> audience();

    /** From 0, which can be left out, to 1, which is needed. */
    OptionalDouble priority();

    Optional<Instant> lastModified();

    /** Links only. */
    List<Icon> icons();

    /** Goes into {@code _meta}; keys with a prefix of one's own, such as {@code com.example/page}. */
    Map<String, @Nullable Object> meta();

    static Builder builder() {
        return new Builder();
    }

    enum Audience {
        USER,
        ASSISTANT
    }

    /**
     * @param src an {@code https:} or {@code data:} URI
     * @param mimeType null when {@code src} tells
     * @param sizes such as {@code 48x48}, or {@code any}; empty when not known
     * @param theme {@code light} or {@code dark}; null for either
     */
    record Icon(
            String src,
            @Nullable String mimeType,
            List<String> sizes,
            @Nullable String theme) {
        public Icon {
            sizes = List.copyOf(sizes);
        }
    }

    /** Not thread-safe. */
    final class Builder {
        @Nullable
        String title;

        @Nullable
        String description;

        @Nullable
        Long size;

        final Set<Audience> audience = new TreeSet<>();

        @Nullable
        Double priority;

        @Nullable
        Instant lastModified;

        List<Icon> icons = List.of();
        final Map<String, @Nullable Object> meta = new LinkedHashMap<>();

        private Builder() {}

        public Builder title(String value) {
            title = value;
            return this;
        }

        public Builder description(String value) {
            description = value;
            return this;
        }

        public Builder size(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("a size is not negative");
            }
            size = bytes;
            return this;
        }

        public Builder audience(Audience value) {
            audience.add(value);
            return this;
        }

        public Builder priority(double value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("a priority is between 0 and 1");
            }
            priority = value;
            return this;
        }

        public Builder lastModified(Instant value) {
            lastModified = value;
            return this;
        }

        public Builder icons(List<Icon> values) {
            icons = List.copyOf(values);
            return this;
        }

        public Builder meta(String key, @Nullable Object value) {
            meta.put(key, value);
            return this;
        }

        public ContentDetails build() {
            return new SimpleContentDetails(this);
        }
    }
}
