package dev.mxcp.spi;

/** Resolves references such as {@code vault://secret/app#password} in configuration. Called at start and on reload. */
@Unstable
public interface SecretResolver extends AutoCloseable {

    /** The part before {@code ://}, lower-case; unique among all resolvers. */
    String scheme();

    /**
     * @param reference the whole value, scheme included
     * @throws PlatformException when it cannot be resolved; the message never contains a secret
     */
    Secret resolve(String reference);

    @Override
    default void close() {}
}
