package dev.mxcp.core.generation;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The languages that one generation uses; each learns when the generation begins, serves and ends. Thread-safe. */
final class LanguagesInUse implements Languages {

    private final Languages installed;
    private final EndpointLanguage.Project project;
    private final Map<String, EndpointLanguage> begun = new HashMap<>();

    LanguagesInUse(Languages installed, EndpointLanguage.Project project) {
        this.installed = installed;
        this.project = project;
    }

    @Override
    public synchronized Optional<EndpointLanguage> find(String name) {
        var known = begun.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        var found = installed.find(name);
        found.ifPresent(language -> {
            begun.put(name, language);
            language.begin(project);
        });
        return found;
    }

    @Override
    public Optional<String> ofFile(String file) {
        return installed.ofFile(file);
    }

    @Override
    public List<String> names() {
        return installed.names();
    }

    /** What the project's own code declares, in all languages that are in use. */
    synchronized List<SqlFunction> functions() {
        return begun.values().stream()
                .flatMap(language -> language.functions(project).stream())
                .toList();
    }

    synchronized void activate() {
        begun.values().forEach(language -> language.activate(project));
    }

    synchronized void release() {
        begun.values().forEach(language -> language.release(project));
        begun.clear();
    }
}
