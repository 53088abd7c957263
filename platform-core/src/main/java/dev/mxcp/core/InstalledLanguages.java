package dev.mxcp.core;

import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.config.ConfigPlace;
import dev.mxcp.core.generation.Languages;
import dev.mxcp.core.generation.PluginCode;
import dev.mxcp.core.plugin.PluginCatalog;
import dev.mxcp.core.plugin.Service;
import dev.mxcp.core.plugin.ServiceScope;
import dev.mxcp.core.plugin.Supplied;
import dev.mxcp.core.plugin.SuppliedKind;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Settings;
import dev.mxcp.core.project.Settings.LanguageBlock;
import dev.mxcp.spi.EndpointLanguage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Endpoint languages of the installed plugins, each created when a project first uses it. One that is configured anew is
 * created again, and the one before lives until no generation needs it. Thread-safe.
 */
final class InstalledLanguages {

    private final PluginCatalog plugins;
    private final ServiceScope scope;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Service<EndpointLanguage>> created = new HashMap<>();
    private final Set<Configured> inUse = new HashSet<>();

    private record Key(String name, Map<String, @Nullable Object> values) {}

    InstalledLanguages(PluginCatalog plugins, ServiceScope scope) {
        this.plugins = plugins;
        this.scope = scope;
    }

    /**
     * Looks at the configuration of every language, whether an endpoint uses it or not.
     *
     * @throws ConfigException with everything that is wrong
     */
    void check(Settings settings) {
        var problems = new ArrayList<Problem>();
        settings.languages().forEach((name, block) -> problems.addAll(problems(name, block)));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private List<Problem> problems(String name, LanguageBlock block) {
        var supplied = plugins.find(SuppliedKind.ENDPOINT_LANGUAGE, name);
        if (supplied.isEmpty()) {
            return List.of(Problem.error(
                    block.place().apply(""),
                    PluginCatalog.unknown(SuppliedKind.ENDPOINT_LANGUAGE, name),
                    plugins.remedyForUnknown(SuppliedKind.ENDPOINT_LANGUAGE, name)));
        }
        try {
            supplied.get().configure(block.values(), places(name, block));
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    private static ConfigPlace places(String name, LanguageBlock block) {
        return new ConfigPlace(name, path -> place(name, block, path));
    }

    private static Location place(String name, LanguageBlock block, String path) {
        return block.place().apply(path.equals(name) ? "" : path.substring(name.length() + 1));
    }

    /** The languages as these settings configure them. None of them ends before the answer is released. */
    Languages configuredBy(Settings settings) {
        var configured = new Configured(settings);
        lock.lock();
        try {
            inUse.add(configured);
        } finally {
            lock.unlock();
        }
        return configured;
    }

    private void release(Configured configured) {
        // to end may take long, and others need not wait for it
        removeUnused(configured).forEach(Service::close);
    }

    private List<Service<EndpointLanguage>> removeUnused(Configured released) {
        lock.lock();
        try {
            inUse.remove(released);
            var unused = new HashMap<>(created);
            unused.keySet().removeIf(key -> inUse.stream().anyMatch(configured -> configured.uses(key)));
            created.keySet().removeAll(unused.keySet());
            return List.copyOf(unused.values());
        } finally {
            lock.unlock();
        }
    }

    private EndpointLanguage language(Configured configured, Supplied<EndpointLanguage> supplied, LanguageBlock block) {
        lock.lock();
        try {
            if (!inUse.contains(configured)) {
                throw new IllegalStateException("the languages were released");
            }
            return created.computeIfAbsent(new Key(supplied.name(), block.values()), _ -> create(supplied, block))
                    .value();
        } finally {
            lock.unlock();
        }
    }

    private Service<EndpointLanguage> create(Supplied<EndpointLanguage> supplied, LanguageBlock block) {
        return supplied.configure(block.values(), places(supplied.name(), block))
                .create(scope);
    }

    private final class Configured implements Languages {

        private final Settings settings;

        Configured(Settings settings) {
            this.settings = settings;
        }

        @Override
        public Optional<EndpointLanguage> find(String name) {
            return plugins.find(SuppliedKind.ENDPOINT_LANGUAGE, name)
                    .map(supplied -> language(this, supplied, settings.language(name)));
        }

        boolean uses(Key key) {
            return settings.language(key.name()).values().equals(key.values());
        }

        @Override
        public Optional<String> ofFile(String file) {
            var lowerCase = file.toLowerCase(Locale.ROOT);
            return names().stream()
                    .filter(name -> endings(name).stream().anyMatch(lowerCase::endsWith))
                    .findFirst();
        }

        private Set<String> endings(String name) {
            var endings = new HashSet<String>();
            find(name)
                    .ifPresent(language -> PluginCode.run(
                            name, "telling its files' endings", () -> endings.addAll(language.fileEndings())));
            return endings;
        }

        @Override
        public List<String> names() {
            return plugins.all(SuppliedKind.ENDPOINT_LANGUAGE).stream()
                    .map(Supplied::name)
                    .toList();
        }

        @Override
        public void release() {
            InstalledLanguages.this.release(this);
        }
    }
}
