package dev.mxcp.spi;

/**
 * Resolves references such as {@code vault://secret/app#password} in configuration. Created, asked and closed by whoever
 * reads a project, at start and on every reload, on one thread; for the active profile only. What it cannot resolve stops
 * the start, or the reload.
 */
@Unstable
public interface SecretResolver extends AutoCloseable {

    /** The part before {@code ://}, lower-case; unique among all resolvers. */
    String scheme();

    /**
     * May block.
     *
     * @param reference the whole value, scheme included
     * @return never null; an empty secret is one
     * @throws PlatformException when it cannot be resolved; the message never contains a secret
     */
    Secret resolve(String reference);

    @Override
    default void close() {}
}
