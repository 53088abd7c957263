package dev.mxcp.core.generation;

import dev.mxcp.core.pipeline.Pipeline;
import dev.mxcp.core.project.Settings;
import dev.mxcp.core.project.Settings.SecretDefinition;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.PlatformException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What languages can reach. The database comes later than the rest, so that languages start while it opens. */
final class ProjectReach implements EndpointLanguage.Project {

    private final Settings settings;
    private final Consumer<Runnable> reload;
    private volatile @Nullable DataSource database;
    private volatile @Nullable Pipeline pipeline;

    ProjectReach(Settings settings, Consumer<Runnable> reload) {
        this.settings = settings;
        this.reload = reload;
    }

    void open(DataSource opened, Pipeline ready) {
        database = opened;
        pipeline = ready;
    }

    @Override
    public Function<String, Optional<DataSource>> sources() {
        return name -> Optional.empty();
    }

    @Override
    public DataSource database() {
        return Objects.requireNonNull(database, "the database is not open before the first endpoint is prepared");
    }

    @Override
    public int maxRows() {
        return settings.limits().maxRows();
    }

    @Override
    public int maxAnswerBytes() {
        return settings.limits().maxAnswerBytes();
    }

    @Override
    public Path folder(String key) {
        var paths = settings.paths();
        return switch (key) {
            case "tools" -> paths.tools();
            case "resources" -> paths.resources();
            case "prompts" -> paths.prompts();
            case "evals" -> paths.evals();
            case "python" -> paths.python();
            case "plugins" -> paths.plugins();
            case "sql" -> paths.sql();
            case "drift" -> paths.drift();
            case "audit" -> paths.audit();
            case "data" -> paths.data();
            default -> throw new IllegalArgumentException("there is no folder '%s'".formatted(key));
        };
    }

    @Override
    public Map<String, @Nullable Object> site() {
        return settings.site();
    }

    @Override
    public Map<String, @Nullable Object> user() {
        return settings.user();
    }

    @Override
    public Optional<Map<String, @Nullable Object>> secret(String name) {
        return settings.secrets().stream()
                .filter(secret -> secret.name().equals(name))
                .findFirst()
                .map(SecretDefinition::parameters);
    }

    @Override
    public CallContext ownCall(Duration time) {
        var ready = pipeline;
        if (ready == null) {
            throw new PlatformException(
                    PlatformException.Code.UNAVAILABLE, "there are no calls before the first endpoint is prepared");
        }
        return ready.ownCall("startup", time);
    }

    @Override
    public void reload(Runnable whileClosed) {
        reload.accept(whileClosed);
    }
}
