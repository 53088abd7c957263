package dev.mxcp.core.source;

import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.plugin.PluginCatalog;
import dev.mxcp.core.plugin.Service;
import dev.mxcp.core.plugin.ServiceScope;
import dev.mxcp.core.plugin.SuppliedKind;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.project.SettingsPlaces;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import java.util.List;

/** The project's database, open, together with the settings it was opened with. */
public final class OpenDatabase implements AutoCloseable {

    private final DatabaseSettings settings;
    private final Service<DataSource> service;
    private volatile boolean closed;

    private OpenDatabase(DatabaseSettings settings, Service<DataSource> service) {
        this.settings = settings;
        this.service = service;
    }

    /**
     * Opens the database with the engine that its file needs.
     *
     * @throws ProjectException when the settings cannot be right
     * @throws PlatformException when the database cannot be had now
     */
    public static OpenDatabase open(
            DatabaseSettings settings, SettingsPlaces written, PluginCatalog plugins, ServiceScope scope)
            throws ProjectException {
        var places = new DatabasePlaces(settings, written);
        var database = settings.database();
        var engine = switch (DatabaseEngine.choose(database.engine(), database.path(), places.of("engine"))) {
            case DatabaseEngine.Choice.Use(var chosen) -> chosen;
            case DatabaseEngine.Choice.Refuse(var problem) -> throw new ProjectException(List.of(problem));
        };
        var supplied = plugins.find(SuppliedKind.DATA_SOURCE, engine.source())
                .orElseThrow(() -> new ProjectException(List.of(Problem.error(
                        places.of("engine"),
                        PluginCatalog.unknown(SuppliedKind.DATA_SOURCE, engine.source()),
                        plugins.remedyForUnknown(SuppliedKind.DATA_SOURCE, engine.source())))));
        try {
            var service = supplied.configure(settings.block(), places.config()).create(scope);
            return new OpenDatabase(settings, service);
        } catch (ConfigException e) {
            throw new ProjectException(e.problems());
        } catch (PlatformException e) {
            var culprit = places.ofMessage(e.userMessage());
            if (culprit.isEmpty()) {
                throw e;
            }
            throw new ProjectException(List.of(Problem.error(culprit.get(), e.userMessage(), "")));
        }
    }

    public DataSource source() {
        return service.value();
    }

    /** True when a project with these settings can go on with this database. */
    public boolean fits(DatabaseSettings other) {
        return !closed && settings.equals(other);
    }

    @Override
    public void close() {
        closed = true;
        service.close();
    }
}
