package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The workers of each project's generation that began last, which SQL functions belong to. Thread-safe. */
final class LatestWorkers {

    private final Map<Path, FunctionWorkers> byProject = new ConcurrentHashMap<>();

    void begin(Path project, FunctionWorkers workers) {
        byProject.put(project, workers);
    }

    void release(Path project, FunctionWorkers workers) {
        byProject.remove(project, workers);
    }

    FunctionWorkers of(Path project) {
        var workers = byProject.get(project);
        if (workers == null) {
            throw new PlatformException(Code.UNAVAILABLE, "the project's Python does not run");
        }
        return workers;
    }
}
