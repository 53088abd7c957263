package dev.mxcp.core.task;

import dev.mxcp.spi.Identity;
import java.util.Optional;

/**
 * Whose a task is. Two identities with the same id of the same provider are the same owner, whatever else their claims
 * say. Everybody who is anonymous is the same: then nothing but a task's id keeps others from it.
 */
public record Owner(Optional<String> provider, Optional<String> id) {

    public static Owner of(Identity identity) {
        if (identity.isAnonymous()) {
            return new Owner(Optional.empty(), Optional.empty());
        }
        var id = identity.userId()
                .map(user -> "id " + user)
                .or(() -> identity.username().map(user -> "name " + user))
                .or(() -> identity.email().map(user -> "mail " + user))
                .orElseGet(() -> "claims " + identity.claims());
        return new Owner(identity.provider(), Optional.of(id));
    }

    @Override
    public String toString() {
        return provider.orElse("anonymous") + " " + id.orElse("");
    }
}
