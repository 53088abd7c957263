package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Configuration as the project's code sees it. */
final class Plain {

    private static final String HIDDEN = "***";
    /** Parts of the user's configuration in which every text may be a secret. */
    private static final Set<String> PRIVATE = Set.of("secrets", "auth", "plugin");

    private Plain() {}

    /** The parameters of one secret, which the code asked for by its name. */
    static Map<String, @Nullable Object> revealed(Map<String, @Nullable Object> secret) {
        return copy(secret, Secret::reveal);
    }

    /** The site file. What came from a reference is hidden. */
    static Map<String, @Nullable Object> site(Map<String, @Nullable Object> site) {
        return copy(site, _ -> HIDDEN);
    }

    /** The user's configuration without its secrets. */
    static Map<String, @Nullable Object> userConfiguration(Map<String, @Nullable Object> user) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        user.forEach((key, value) ->
                shown.put(key, PRIVATE.contains(key) ? hidden(key, value, true) : value(value, _ -> HIDDEN)));
        return shown;
    }

    /** Which secrets there are may be seen, their parameters not. */
    private static @Nullable Object hidden(String key, @Nullable Object value, boolean named) {
        return switch (value) {
            case Map<?, ?> map -> {
                var shown = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, item) -> shown.put(
                        String.valueOf(name), hidden(String.valueOf(name), item, named && !name.equals("parameters"))));
                yield shown;
            }
            case List<?> list -> {
                var shown = new ArrayList<@Nullable Object>();
                list.forEach(item -> shown.add(hidden(key, item, named)));
                yield shown;
            }
            case null -> null;
            case String text when named && (key.equals("name") || key.equals("type")) -> text;
            default -> HIDDEN;
        };
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map, Function<Secret, String> secrets) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, item) -> copy.put(String.valueOf(key), value(item, secrets)));
        return copy;
    }

    private static @Nullable Object value(@Nullable Object value, Function<Secret, String> secrets) {
        return switch (value) {
            case null -> null;
            case Secret secret -> secrets.apply(secret);
            case Map<?, ?> map -> copy(map, secrets);
            case List<?> list -> {
                var copy = new ArrayList<@Nullable Object>();
                list.forEach(item -> copy.add(value(item, secrets)));
                yield copy;
            }
            default -> value;
        };
    }
}
