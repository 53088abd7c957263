package dev.mxcp.plugin.lang.python;

import dev.mxcp.plugin.lang.python.process.ByteSize;
import dev.mxcp.plugin.lang.python.process.Sandbox;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code python} of the site file, a profile or the user's configuration.
 *
 * @param path the interpreter, or a virtual environment; null to search as users expect
 * @param workers processes
 * @param threads functions without async that run at once in one worker
 * @param tasks functions with async that run at once in one worker
 * @param queueLength calls that wait for a worker
 * @param timeout seconds for one call; null for the limit of every call
 * @param startTimeout seconds until a worker has imported the project's modules
 * @param reloadTimeout seconds for a function given to {@code reload_duckdb}
 * @param memoryLimit of one worker
 * @param environment names of variables that workers see besides harmless ones
 * @param requestHeaders names of the headers that functions see
 */
public record PythonConfig(
        @Nullable String path,
        Integer workers,
        Integer threads,
        Integer tasks,
        Integer queueLength,
        @Nullable Double timeout,
        Double startTimeout,
        Double reloadTimeout,
        String memoryLimit,
        List<String> environment,
        List<String> requestHeaders,
        Sandbox sandbox) {

    private static final int MOST_WORKERS = 256;
    private static final int MOST_THREADS = 1_000;
    private static final int MOST_TASKS = 100_000;

    /** What applies where nothing is configured. */
    public static final PythonConfig DEFAULTS =
            new PythonConfig(null, null, null, null, null, null, null, null, null, null, null, null);

    public PythonConfig(
            @Nullable String path,
            @Nullable Integer workers,
            @Nullable Integer threads,
            @Nullable Integer tasks,
            @Nullable Integer queueLength,
            @Nullable Double timeout,
            @Nullable Double startTimeout,
            @Nullable Double reloadTimeout,
            @Nullable String memoryLimit,
            @Nullable List<String> environment,
            @Nullable List<String> requestHeaders,
            @Nullable Sandbox sandbox) {
        this.path = path;
        this.workers = between("workers", workers, 1, 1, MOST_WORKERS);
        this.threads = between("threads", threads, 32, 1, MOST_THREADS);
        this.tasks = between("tasks", tasks, 1_000, 1, MOST_TASKS);
        this.queueLength = between("queue_length", queueLength, 1_000, 0, Integer.MAX_VALUE);
        this.timeout = timeout;
        this.startTimeout = startTimeout == null ? 60.0 : startTimeout;
        this.reloadTimeout = reloadTimeout == null ? 3_600.0 : reloadTimeout;
        this.memoryLimit = memoryLimit == null ? "50%" : memoryLimit;
        this.environment = environment == null ? List.of() : List.copyOf(environment);
        this.requestHeaders = RequestHeaders.checked(requestHeaders);
        this.sandbox = sandbox == null ? Sandbox.NONE : sandbox;
        ByteSize.parse("memory_limit", this.memoryLimit);
        if (this.startTimeout <= 0 || this.reloadTimeout <= 0 || (timeout != null && timeout <= 0)) {
            throw new IllegalArgumentException("timeout, start_timeout and reload_timeout must be more than 0 seconds");
        }
    }

    private static int between(String key, @Nullable Integer value, int otherwise, int least, int most) {
        var number = value == null ? otherwise : value;
        if (number < least || number > most) {
            throw new IllegalArgumentException("%s must be between %d and %d".formatted(key, least, most));
        }
        return number;
    }

    long memoryBytes() {
        return ByteSize.parse("memory_limit", memoryLimit);
    }

    Duration startPatience() {
        return seconds(startTimeout);
    }

    Duration reloadPatience() {
        return seconds(reloadTimeout);
    }

    /** Null for the limit of every call. */
    @Nullable
    Duration callTimeout() {
        return timeout == null ? null : seconds(timeout);
    }

    private static Duration seconds(double value) {
        return Duration.ofMillis(Math.max(1, Math.round(value * 1_000)));
    }
}
