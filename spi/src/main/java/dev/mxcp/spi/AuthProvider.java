package dev.mxcp.spi;

/**
 * Turns credentials into an {@link Identity}. Called for every request, from many virtual threads at once.
 *
 * <p>An exception means that the provider is broken or out of reach; the request is then refused (fail closed).
 */
@Unstable
public interface AuthProvider extends AutoCloseable {

    AuthResult authenticate(Credentials credentials);

    @Override
    default void close() {}

    /** What a request brought along. Grows by new cases. */
    sealed interface Credentials {
        /** A bearer token from the {@code Authorization} header. */
        record Bearer(Secret token) implements Credentials {}
    }

    /** An expected outcome. */
    sealed interface AuthResult {
        record Authenticated(Identity identity) implements AuthResult {}

        /** @param message shown to the caller; never contains the credentials */
        record Rejected(String message) implements AuthResult {}
    }
}
