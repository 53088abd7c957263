package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.yaml.YamlDocument;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.Secret;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces references in configuration by what they stand for: {@code ${NAME}} anywhere in a text, and
 * {@code scheme://...} as the whole of one. A value that came from a reference is a {@link Secret} from then on.
 */
final class References {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*)://.*", Pattern.DOTALL);
    private static final Map<String, Announced> ANNOUNCED =
            Map.of("vault", new Announced("HashiCorp Vault", "vault"), "op", new Announced("1Password", "onepassword"));

    private final Map<String, String> environment;
    private final PluginReferences plugins;
    private final ProjectFiles files;

    /** A scheme that projects already use, whether or not a plugin for it is installed. */
    private record Announced(String service, String resolver) {}

    References(Map<String, String> environment, PluginReferences plugins, ProjectFiles files) {
        this.environment = environment;
        this.plugins = plugins;
        this.files = files;
    }

    /** True for a text that would be replaced. */
    boolean isReference(@Nullable Object value) {
        return value instanceof String text
                && (scheme(text) != null || VARIABLE.matcher(text).find());
    }

    /** A copy of the document's tree with the references replaced. */
    @Nullable
    Object resolve(YamlDocument document, ReferenceScope scope, List<Problem> problems) {
        return resolve(document, document.root(), scope, problems);
    }

    /** A copy of a part of the document's tree, which starts where the document does. */
    @Nullable
    Object resolve(YamlDocument document, @Nullable Object part, ReferenceScope scope, List<Problem> problems) {
        return resolve(document, part, List.of(), scope, problems);
    }

    /** The same for everything below one key at the top of the document. */
    @Nullable
    Object resolve(YamlDocument document, String key, List<Problem> problems) {
        var path = List.<Object>of(key);
        return resolve(document, document.value(path), path, _ -> true, problems);
    }

    private @Nullable Object resolve(
            YamlDocument document,
            @Nullable Object value,
            List<Object> path,
            ReferenceScope scope,
            List<Problem> problems) {
        return switch (value) {
            case Map<?, ?> map
            when scope.isActive(path) -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, item) -> copy.put(
                        String.valueOf(key), resolve(document, item, Trees.append(path, key), scope, problems)));
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list
            when scope.isActive(path) -> {
                var copy = new ArrayList<@Nullable Object>();
                for (int i = 0; i < list.size(); i++) {
                    copy.add(resolve(document, list.get(i), Trees.append(path, i), scope, problems));
                }
                yield Collections.unmodifiableList(copy);
            }
            case String text when isReference(text) -> replace(document, text, path, scope, problems);
            case String text -> {
                warnOfIdle(document, text, path, problems);
                yield text;
            }
            case null, default -> value;
        };
    }

    /** A resolver that is not set up cannot say which scheme is its own: this one may be. */
    private void warnOfIdle(YamlDocument document, String text, List<Object> path, List<Problem> problems) {
        var scheme = schemeOf(text);
        if (scheme == null) {
            return;
        }
        var announced = ANNOUNCED.values().stream().map(Announced::resolver).toList();
        plugins.idle(scheme).forEach((name, reason) -> {
            if (!announced.contains(name)) {
                problems.add(Problem.warning(
                        document.at(path),
                        "'%s://' is taken as text: the secret resolver '%s' is installed but not set up: %s"
                                .formatted(scheme, name, reason),
                        "set it up under secret_resolvers." + name + " if this is a reference to it"));
            }
        });
    }

    private Object replace(
            YamlDocument document, String text, List<Object> path, ReferenceScope scope, List<Problem> problems) {
        try {
            var scheme = scheme(text);
            if (scheme == null) {
                return fromEnvironment(text);
            }
            if ("file".equals(scheme)) {
                return fromFile(text.substring("file://".length()));
            }
            if (scope.comesBeforePlugins(path)) {
                throw unresolved("'" + scheme + "://' cannot be resolved here, since plugins are found and set up with"
                        + " this value; use ${NAME} or file://");
            }
            return fromPlugin(scheme, text);
        } catch (PlatformException e) {
            problems.add(Problem.error(document.at(path), e.userMessage(), ""));
            return new Secret("");
        }
    }

    /** The text before {@code ://} in lower case, null where there is none. */
    static @Nullable String schemeOf(String text) {
        var match = SCHEME.matcher(text);
        return match.matches() ? match.group(1).toLowerCase(Locale.ROOT) : null;
    }

    private @Nullable String scheme(String text) {
        var scheme = schemeOf(text);
        if (scheme == null) {
            return null;
        }
        var known = "file".equals(scheme)
                || ANNOUNCED.containsKey(scheme)
                || plugins.find(scheme).isPresent()
                || plugins.whyIdle(scheme).isPresent();
        return known ? scheme : null;
    }

    private Secret fromPlugin(String scheme, String text) {
        var resolver = plugins.find(scheme);
        if (resolver.isPresent()) {
            return resolver.get().resolve(scheme + text.substring(scheme.length()));
        }
        var announced = ANNOUNCED.getOrDefault(scheme, new Announced(scheme, scheme));
        var idle = plugins.whyIdle(announced.resolver());
        throw unresolved(
                idle.isPresent()
                        ? "the plugin that resolves '%s://' is installed but not set up: %s"
                                .formatted(scheme, idle.get())
                        : "'%s://' references (%s) are not resolved by this release; use ${NAME} or file://, or install"
                                        .formatted(scheme, announced.service())
                                + " a plugin that resolves them");
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
