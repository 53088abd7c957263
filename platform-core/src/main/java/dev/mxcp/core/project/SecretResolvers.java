package dev.mxcp.core.project;

/** Where references come to be resolved that the platform does not know itself: the secret resolvers of plugins. */
@FunctionalInterface
public interface SecretResolvers {

    /** Sets them up for one reading of the configuration; called when it first holds a reference that may be theirs. */
    OpenResolvers open(ResolverSettings settings);

    /** No plugin resolves anything. */
    static SecretResolvers none() {
        return settings -> OpenResolvers.NONE;
    }
}
