package dev.mxcp.core.plugin;

import dev.mxcp.core.config.Secrets;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PlatformException;
import java.util.List;

/**
 * A factory with its configuration, checked and ready to create a service.
 *
 * @param <T> the kind of service
 */
public final class Configured<T extends AutoCloseable> {

    private final Creation<?, T> creation;
    private final String label;
    private final Origin origin;
    private final OpenServices open;

    <C extends Record> Configured(
            Factory<C, ? extends T> factory, C config, String label, Origin origin, OpenServices open) {
        this.creation = new Creation<>(factory, config);
        this.label = label;
        this.origin = origin;
        this.open = open;
    }

    /**
     * Creates the service. May block.
     *
     * @throws PlatformException with the plugin's message, when the service cannot be had
     * @throws PluginException when the plugin is broken
     */
    public Service<T> create(ServiceScope scope) {
        var context = new ServiceContext(scope, origin.directory());
        return open.add(new Service<>(PluginThread.call(origin.loader(), () -> created(context)), origin, open));
    }

    private T created(ServiceContext context) {
        try {
            var service = creation.run(context);
            if (service == null) {
                throw new IllegalStateException("the factory returned null");
            }
            return service;
        } catch (PlatformException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            var problem = LoadFailure.of(origin.file(), "creating the " + label, e);
            throw new PluginException(clean(problem), creation.secrets().areIn(e) ? List.of() : List.of(e));
        }
    }

    private Problem clean(Problem problem) {
        return Problem.error(problem.where(), creation.secrets().hide(problem.message()), problem.remedy());
    }

    private record Creation<C extends Record, T extends AutoCloseable>(Factory<C, ? extends T> factory, C config) {
        T run(ServiceContext context) {
            return factory.create(config, context);
        }

        Secrets secrets() {
            return Secrets.of(config);
        }
    }
}
