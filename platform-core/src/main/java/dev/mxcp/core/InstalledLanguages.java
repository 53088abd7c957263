package dev.mxcp.core;

import dev.mxcp.core.config.ConfigPlace;
import dev.mxcp.core.generation.Languages;
import dev.mxcp.core.plugin.PluginCatalog;
import dev.mxcp.core.plugin.Service;
import dev.mxcp.core.plugin.ServiceScope;
import dev.mxcp.core.plugin.Supplied;
import dev.mxcp.core.plugin.SuppliedKind;
import dev.mxcp.spi.EndpointLanguage;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Endpoint languages of the installed plugins, each created when a project first uses it. Used under a lock. */
final class InstalledLanguages implements Languages {

    private final PluginCatalog plugins;
    private final ServiceScope scope;
    private final Map<String, Service<EndpointLanguage>> created = new HashMap<>();

    InstalledLanguages(PluginCatalog plugins, ServiceScope scope) {
        this.plugins = plugins;
        this.scope = scope;
    }

    @Override
    public Optional<EndpointLanguage> find(String name) {
        var known = created.get(name);
        if (known != null) {
            return Optional.of(known.value());
        }
        return plugins.find(SuppliedKind.ENDPOINT_LANGUAGE, name).map(this::create);
    }

    @Override
    public Optional<String> ofFile(String file) {
        var lowerCase = file.toLowerCase(Locale.ROOT);
        return names().stream()
                .filter(name -> find(name).stream()
                        .flatMap(language -> language.fileEndings().stream())
                        .anyMatch(lowerCase::endsWith))
                .findFirst();
    }

    @Override
    public List<String> names() {
        return plugins.all(SuppliedKind.ENDPOINT_LANGUAGE).stream()
                .map(Supplied::name)
                .toList();
    }

    private EndpointLanguage create(Supplied<EndpointLanguage> supplied) {
        var service = supplied.configure(Map.of(), ConfigPlace.of("", "mxcp-site.yml"))
                .create(scope);
        created.put(supplied.name(), service);
        return service.value();
    }
}
