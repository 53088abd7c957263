package dev.mxcp.spi;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one implementation of {@link Identity}; made by its builder. */
final class SimpleIdentity implements Identity {

    static final Identity ANONYMOUS = new SimpleIdentity(null, null, null, null, Map.of());

    private final @Nullable String provider;
    private final @Nullable String userId;
    private final @Nullable String username;
    private final @Nullable String email;
    private final Map<String, @Nullable Object> claims;

    SimpleIdentity(
            @Nullable String provider,
            @Nullable String userId,
            @Nullable String username,
            @Nullable String email,
            Map<String, @Nullable Object> claims) {
        this.provider = provider;
        this.userId = userId;
        this.username = username;
        this.email = email;
        this.claims = claims;
    }

    @Override
    public boolean isAnonymous() {
        return provider == null;
    }

    @Override
    public Optional<String> userId() {
        return Optional.ofNullable(userId);
    }

    @Override
    public Optional<String> username() {
        return Optional.ofNullable(username);
    }

    @Override
    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    @Override
    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    @Override
    public Map<String, @Nullable Object> claims() {
        return claims;
    }

    /** Names the user but shows no claim: identities end up in log lines. */
    @Override
    public String toString() {
        return provider == null ? "anonymous" : provider + ":" + userId;
    }
}
