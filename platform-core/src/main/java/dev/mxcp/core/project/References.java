package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.yaml.YamlDocument;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.Secret;
import dev.mxcp.spi.SecretResolver;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces references in configuration by what they stand for: {@code ${NAME}} anywhere in a text, and
 * {@code scheme://...} as the whole of one. A value that came from a reference is a {@link Secret} from then on.
 */
final class References {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");
    private static final Pattern SCHEME = Pattern.compile("^([a-z][a-z0-9+.-]*)://.*", Pattern.DOTALL);
    private static final Map<String, String> ANNOUNCED = Map.of("vault", "HashiCorp Vault", "op", "1Password");

    private final Map<String, String> environment;
    private final Map<String, SecretResolver> resolvers = new HashMap<>();
    private final ProjectFiles files;

    References(Map<String, String> environment, List<SecretResolver> resolvers, ProjectFiles files) {
        this.environment = environment;
        this.files = files;
        resolvers.forEach(resolver -> this.resolvers.put(resolver.scheme(), resolver));
    }

    /** True for a text that would be replaced. */
    boolean isReference(@Nullable Object value) {
        return value instanceof String text
                && (scheme(text) != null || VARIABLE.matcher(text).find());
    }

    /**
     * A copy of the document's tree with the references replaced.
     *
     * @param active whether to replace what is below a path; asked for every mapping and list on the way down
     */
    @Nullable
    Object resolve(YamlDocument document, Predicate<List<Object>> active, List<Problem> problems) {
        return resolve(document, document.root(), List.of(), active, problems);
    }

    private @Nullable Object resolve(
            YamlDocument document,
            @Nullable Object value,
            List<Object> path,
            Predicate<List<Object>> active,
            List<Problem> problems) {
        return switch (value) {
            case Map<?, ?> map
            when active.test(path) -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, item) -> copy.put(
                        String.valueOf(key), resolve(document, item, Trees.append(path, key), active, problems)));
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list
            when active.test(path) -> {
                var copy = new ArrayList<@Nullable Object>();
                for (int i = 0; i < list.size(); i++) {
                    copy.add(resolve(document, list.get(i), Trees.append(path, i), active, problems));
                }
                yield Collections.unmodifiableList(copy);
            }
            case String text when isReference(text) -> replace(document, text, path, problems);
            case null, default -> value;
        };
    }

    private Object replace(YamlDocument document, String text, List<Object> path, List<Problem> problems) {
        try {
            var scheme = scheme(text);
            return scheme == null ? fromEnvironment(text) : fromScheme(scheme, text);
        } catch (PlatformException e) {
            problems.add(Problem.error(document.at(path), e.userMessage(), ""));
            return new Secret("");
        }
    }

    private @Nullable String scheme(String text) {
        var match = SCHEME.matcher(text);
        if (!match.matches()) {
            return null;
        }
        var scheme = match.group(1);
        var known = "file".equals(scheme) || resolvers.containsKey(scheme) || ANNOUNCED.containsKey(scheme);
        return known ? scheme : null;
    }

    private Secret fromEnvironment(String text) {
        return new Secret(VARIABLE.matcher(text).replaceAll(match -> {
            var value = environment.get(match.group(1));
            if (value == null) {
                throw unresolved("Environment variable " + match.group(1) + " is not set");
            }
            return Matcher.quoteReplacement(value);
        }));
    }

    private Secret fromScheme(String scheme, String text) {
        var resolver = resolvers.get(scheme);
        if (resolver != null) {
            return resolver.resolve(text);
        }
        if (!"file".equals(scheme)) {
            throw unresolved("'" + scheme + "://' references (" + ANNOUNCED.get(scheme)
                    + ") are not resolved by this release; use ${NAME} or file://");
        }
        return fromFile(text.substring("file://".length()));
    }

    private Secret fromFile(String name) {
        try {
            return new Secret(files.text(files.root().resolve(Path.of(name))).strip());
        } catch (IOException | InvalidPathException e) {
            throw unresolved("the file of the reference 'file://" + name + "' cannot be read");
        }
    }

    private static PlatformException unresolved(String message) {
        return new PlatformException(PlatformException.Code.FAILED, message);
    }
}
