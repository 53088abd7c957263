package dev.mxcp.core.generation;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The languages that one generation uses; each learns when the generation begins, serves and ends. Thread-safe. */
final class LanguagesInUse implements Languages {

    private static final Logger LOG = LoggerFactory.getLogger(LanguagesInUse.class);

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
            PluginCode.run(name, "beginning", () -> language.begin(project));
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
        var functions = new ArrayList<SqlFunction>();
        begun.forEach((name, language) ->
                PluginCode.run(name, "telling its functions", () -> functions.addAll(language.functions(project))));
        return List.copyOf(functions);
    }

    synchronized void activate() {
        begun.forEach((name, language) -> PluginCode.run(name, "beginning to serve", () -> language.activate(project)));
    }

    @Override
    public synchronized void release() {
        try {
            begun.forEach(this::end);
        } finally {
            begun.clear();
            installed.release();
        }
    }

    private void end(String name, EndpointLanguage language) {
        try {
            PluginCode.run(name, "ending", () -> language.release(project));
        } catch (PlatformException e) {
            // the others have to end as well
            LOG.atWarn().addKeyValue("language", name).log(e.userMessage());
        }
    }
}
