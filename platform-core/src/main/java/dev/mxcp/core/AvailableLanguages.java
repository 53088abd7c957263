package dev.mxcp.core;

import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.generation.Languages;
import dev.mxcp.core.generation.PluginCode;
import dev.mxcp.core.plugin.PluginException;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The languages of a project that is only checked. One that cannot be had is told, and nothing is said of its endpoints.
 * Used by one thread.
 */
final class AvailableLanguages implements Languages {

    private final Languages installed;
    private final Consumer<RuntimeException> failures;
    private final Set<String> unavailable;

    /**
     * @param withheld languages that nothing can be said of
     * @param failures what keeps others from being had
     */
    AvailableLanguages(Languages installed, Set<String> withheld, Consumer<RuntimeException> failures) {
        this.installed = installed;
        this.failures = failures;
        this.unavailable = new TreeSet<>(withheld);
    }

    @Override
    public Optional<EndpointLanguage> find(String name) {
        if (unavailable.contains(name)) {
            return Optional.of(new UncheckedLanguage());
        }
        try {
            return installed.find(name).map(language -> new Checked(name, language));
        } catch (ConfigException | PlatformException | PluginException e) {
            lose(name, e);
            return Optional.of(new UncheckedLanguage());
        }
    }

    /** A file that nobody claims may belong to a language that cannot be asked. */
    @Override
    public Optional<String> ofFile(String file) {
        var lowerCase = file.toLowerCase(Locale.ROOT);
        return names().stream()
                .filter(name -> find(name).orElseThrow().fileEndings().stream().anyMatch(lowerCase::endsWith))
                .findFirst()
                .or(() -> unavailable.stream().findFirst());
    }

    @Override
    public List<String> names() {
        return installed.names();
    }

    @Override
    public void release() {
        installed.release();
    }

    private void lose(String name, RuntimeException failure) {
        unavailable.add(name);
        failures.accept(failure);
    }

    /** Like the language, until it breaks. */
    private final class Checked implements EndpointLanguage {

        private final String name;
        private final EndpointLanguage language;

        Checked(String name, EndpointLanguage language) {
            this.name = name;
            this.language = language;
        }

        @Override
        public Set<String> fileEndings() {
            var endings = new TreeSet<String>();
            attempt("telling its files' endings", () -> endings.addAll(language.fileEndings()));
            return endings;
        }

        @Override
        public void begin(Project project) {
            attempt("beginning", () -> language.begin(project));
        }

        @Override
        public List<SqlFunction> functions(Project project) {
            return isLost() ? List.of() : language.functions(project);
        }

        @Override
        public PreparedEndpoint prepare(EndpointSource source, Project project) throws SourceException {
            return isLost() ? new UncheckedLanguage().prepare(source, project) : language.prepare(source, project);
        }

        @Override
        public void release(Project project) {
            language.release(project);
        }

        private boolean isLost() {
            return unavailable.contains(name);
        }

        private void attempt(String step, Runnable work) {
            try {
                PluginCode.run(name, step, work);
            } catch (PlatformException e) {
                lose(name, e);
            }
        }
    }
}
