package dev.mxcp.plugin.lang.python;

import dev.mxcp.plugin.lang.python.Worker.UnsoundException;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The Python of one generation of a project: its endpoints and its SQL functions, on the same workers. Thread-safe. */
final class PythonGeneration implements FunctionWorkers, AutoCloseable {

    private final WorkerSet workers;
    private final Calls calls;
    private final AtomicInteger functions = new AtomicInteger();
    private volatile boolean initialised;

    PythonGeneration(WorkerSet workers) {
        this.workers = workers;
        this.calls = new Calls(workers);
    }

    /** Runs functions, after the hooks for the start have run. */
    Calls calls() {
        initialise();
        return calls;
    }

    void initialise() {
        if (!initialised) {
            workers.initialise();
            initialised = true;
        }
    }

    /** False when no worker could be started at all. */
    boolean isStarted() {
        return workers.isStarted();
    }

    PythonEndpoint prepare(EndpointSource source) throws SourceException {
        var number = functions.incrementAndGet();
        try {
            var loaded = workers.tell("load", load(source, number));
            var isAsync = loaded instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("async"));
            return new PythonEndpoint(this, number, isAsync);
        } catch (UnsoundException e) {
            var unsound = e.unsound();
            throw new SourceException(unsound.message(), unsound.line(), 0);
        } catch (PlatformException e) {
            throw new SourceException(e.userMessage(), 0, 0);
        }
    }

    private static Map<String, @Nullable Object> load(EndpointSource source, int number) {
        var load = new LinkedHashMap<String, @Nullable Object>();
        load.put("fn", number);
        load.put("endpoint", source.endpoint());
        if (source.file() == null) {
            load.put("text", source.text());
        } else {
            load.put("file", source.file());
        }
        load.put("function", source.function());
        load.put("parameters", source.parameters());
        return load;
    }

    @Override
    public List<Signature> load(String plugin, @Nullable String module, Map<String, @Nullable Object> config) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("name", plugin);
        fields.put("module", module);
        fields.put("config", config);
        try {
            return signatures(workers.tell("plugin", fields));
        } catch (UnsoundException e) {
            throw new PlatformException(Code.INVALID_INPUT, e.unsound().message(), e);
        }
    }

    private static List<Signature> signatures(@Nullable Object told) {
        var signatures = new ArrayList<Signature>();
        for (var one : told instanceof List<?> list ? list : List.of()) {
            var function = (Map<?, ?>) one;
            var parameters = function.get("parameters") instanceof List<?> types ? types : List.of();
            signatures.add(new Signature(
                    String.valueOf(function.get("name")),
                    parameters.stream().map(String::valueOf).toList(),
                    String.valueOf(function.get("returns"))));
        }
        return signatures;
    }

    @Override
    @SuppressWarnings("unchecked") // a list of plain values, as the codec makes it
    public List<@Nullable Object> compute(
            String function, List<List<@Nullable Object>> columns, @Nullable CallContext call) {
        if (calls.batch(function, columns, call).value() instanceof List<?> results) {
            return (List<@Nullable Object>) results;
        }
        throw new PlatformException(Code.FAILED, "the function answered no list of values");
    }

    @Override
    public void close() {
        workers.close();
    }
}
