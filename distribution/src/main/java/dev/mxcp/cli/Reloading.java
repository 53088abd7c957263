package dev.mxcp.cli;

import dev.mxcp.core.Platform;
import dev.mxcp.core.ProjectWatcher;
import dev.mxcp.core.Reload;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reloads a served project: on SIGHUP always, and when files change if that is wanted. */
final class Reloading implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

    private final @Nullable ProjectWatcher watcher;

    private Reloading(@Nullable ProjectWatcher watcher) {
        this.watcher = watcher;
    }

    static Reloading start(Platform platform, boolean watch) {
        Signals.on("HUP", () -> Thread.ofVirtual().name("reload").start(() -> report(platform.reload())));
        return new Reloading(
                watch ? ProjectWatcher.start(platform::project, () -> report(platform.reloadIfChanged())) : null);
    }

    private static void report(Reload reload) {
        switch (reload) {
            case Reload.Done(var generation) ->
                LOG.atInfo().addKeyValue("generation", generation).log("the project was reloaded");
            case Reload.Unchanged() -> LOG.atDebug().log("nothing to reload");
            case Reload.Refused(var problems) ->
                problems.forEach(problem -> LOG.atWarn().log("not reloaded: {}", problem));
        }
    }

    @Override
    public void close() {
        Optional.ofNullable(watcher).ifPresent(ProjectWatcher::close);
    }
}
