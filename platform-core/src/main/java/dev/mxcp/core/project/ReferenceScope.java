package dev.mxcp.core.project;

import java.util.List;
import java.util.Set;

/** Which references of a file are replaced, by the paths they stand at. */
@FunctionalInterface
interface ReferenceScope {

    /** Asked for every mapping and list on the way down. */
    boolean isActive(List<Object> path);

    /** True for what plugins are found or set up with: no plugin can resolve that. */
    default boolean comesBeforePlugins(List<Object> path) {
        return false;
    }

    record Site(String profile) implements ReferenceScope {

        private static final Set<String> EARLY = Set.of("project", "profile", "plugins");

        @Override
        public boolean isActive(List<Object> path) {
            return path.size() < 2 || !"profiles".equals(path.getFirst()) || profile.equals(path.get(1));
        }

        @Override
        public boolean comesBeforePlugins(List<Object> path) {
            return !path.isEmpty() && path.getFirst() instanceof String key && EARLY.contains(key);
        }
    }

    record User(String project, String profile) implements ReferenceScope {

        static final Set<String> RESOLVERS = Set.of("secret_resolvers", "vault", "onepassword");

        @Override
        public boolean isActive(List<Object> path) {
            if (path.size() < 2 || !"projects".equals(path.getFirst())) {
                return true;
            }
            return project.equals(path.get(1)) && (path.size() < 4 || profile.equals(path.get(3)));
        }

        @Override
        public boolean comesBeforePlugins(List<Object> path) {
            return !path.isEmpty() && path.getFirst() instanceof String key && RESOLVERS.contains(key);
        }
    }
}
