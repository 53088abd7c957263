package dev.mxcp.core;

import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.plugin.PluginCatalog;
import dev.mxcp.core.plugin.PluginException;
import dev.mxcp.core.plugin.Service;
import dev.mxcp.core.plugin.ServiceScope;
import dev.mxcp.core.plugin.Supplied;
import dev.mxcp.core.plugin.SuppliedKind;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.OpenResolvers;
import dev.mxcp.core.project.ResolverSettings;
import dev.mxcp.core.project.ResolverSettings.Block;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.SecretResolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates the secret resolvers of the installed plugins, and sorts them by the schemes that they claim. */
final class InstalledResolvers {

    private static final Set<String> RESERVED = Set.of("file", "http", "https");

    private final ResolverSettings settings;
    private final ServiceScope scope;
    private final Map<String, GuardedResolver> byScheme = new HashMap<>();
    private final Map<String, String> idle = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Service<SecretResolver>> services = new ArrayList<>();

    private InstalledResolvers(ResolverSettings settings) {
        this.settings = settings;
        this.scope = new ServiceScope(settings.root(), settings.project(), settings.profile());
    }

    static OpenResolvers open(PluginCatalog plugins, ResolverSettings settings) {
        var installed = new InstalledResolvers(settings);
        plugins.all(SuppliedKind.SECRET_RESOLVER).forEach(installed::add);
        installed.reportUnknown(plugins);
        return new OpenResolvers(
                Map.copyOf(installed.byScheme),
                installed.idle,
                installed.problems,
                () -> installed.services.reversed().forEach(Service::close));
    }

    /** The file is for all projects of its user, and another one may have the plugin. */
    private void reportUnknown(PluginCatalog plugins) {
        for (var name : settings.names()) {
            if (plugins.find(SuppliedKind.SECRET_RESOLVER, name).isEmpty()) {
                problems.add(Problem.warning(
                        settings.where(name),
                        PluginCatalog.unknown(SuppliedKind.SECRET_RESOLVER, name),
                        plugins.remedyForUnknown(SuppliedKind.SECRET_RESOLVER, name)));
            }
        }
    }

    private void add(Supplied<SecretResolver> supplied) {
        var block = settings.block(supplied.name());
        if (!block.isOn()) {
            idle.put(supplied.name(), "'%s.enabled' is not true".formatted(supplied.name()));
            return;
        }
        try {
            create(supplied, block);
        } catch (ConfigException e) {
            // without a block it may just not be meant for this project
            if (block.isWritten()) {
                problems.addAll(e.problems());
            } else {
                idle.put(supplied.name(), missing(e));
            }
        } catch (PluginException e) {
            problems.addAll(e.problems());
        } catch (PlatformException e) {
            problems.add(Problem.error(block.where(), "%s: %s".formatted(supplied.label(), e.userMessage()), ""));
        }
    }

    private void create(Supplied<SecretResolver> supplied, Block block) {
        var service = supplied.configure(block.values(), block.place()).create(scope);
        services.add(service);
        var resolver = new GuardedResolver(supplied, service.value());
        var scheme = resolver.scheme();
        if (!scheme.matches("[a-z][a-z0-9+.-]*") || RESERVED.contains(scheme)) {
            problems.add(Problem.error(
                    block.where(),
                    "%s of the plugin '%s' claims '%s://', which no plugin can have"
                            .formatted(supplied.label(), supplied.plugin(), scheme),
                    "let scheme() return another one, in lower case"));
            return;
        }
        var first = byScheme.putIfAbsent(scheme, resolver);
        if (first != null) {
            problems.add(Problem.error(
                    block.where(),
                    "%s and %s both claim '%s://'".formatted(first.label(), resolver.label(), scheme),
                    "remove one of the two plugins, or configure another scheme"));
        }
    }

    private static String missing(ConfigException failure) {
        return failure.problems().stream().map(Problem::text).collect(Collectors.joining("; "));
    }
}
