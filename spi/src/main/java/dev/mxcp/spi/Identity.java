package dev.mxcp.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call. Immutable; travels with the request, never with a connection, a session or a thread.
 *
 * <p>Values are plain Java (see {@link EndpointResult}). Implemented by the platform only, so that it can grow.
 */
public interface Identity {

    /** True when nobody was authenticated; every other attribute is then absent. */
    boolean isAnonymous();

    /** The stable id the provider gave this user. */
    Optional<String> userId();

    Optional<String> username();

    Optional<String> email();

    /** The name of the auth provider that vouches for this identity, such as {@code github} or {@code cli}. */
    Optional<String> provider();

    /** All claims, nested as the provider sent them; what policies see as {@code user}. Unmodifiable. */
    Map<String, @Nullable Object> claims();

    static Identity anonymous() {
        return SimpleIdentity.ANONYMOUS;
    }

    static Builder builder(String provider) {
        return new Builder(provider);
    }

    /** Builds an authenticated identity. Not thread-safe. */
    final class Builder {
        private final String provider;
        private @Nullable String userId;
        private @Nullable String username;
        private @Nullable String email;
        private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();

        private Builder(String provider) {
            this.provider = provider;
        }

        public Builder userId(@Nullable String value) {
            this.userId = value;
            return this;
        }

        public Builder username(@Nullable String value) {
            this.username = value;
            return this;
        }

        public Builder email(@Nullable String value) {
            this.email = value;
            return this;
        }

        public Builder claims(Map<String, ? extends @Nullable Object> values) {
            claims.putAll(values);
            return this;
        }

        public Identity build() {
            return new SimpleIdentity(
                    provider, userId, username, email, Collections.unmodifiableMap(new LinkedHashMap<>(claims)));
        }
    }
}
