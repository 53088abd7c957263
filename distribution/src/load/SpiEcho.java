import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.PlatformPlugin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Calls a Python function through the language plugin alone: function, callers, workers, seconds. */
final class SpiEcho {

    public static void main(String[] args) throws Exception {
        var callers = Integer.parseInt(args[1]);
        var seconds = Integer.parseInt(args[3]);
        var plugin = ServiceLoader.load(PlatformPlugin.class).findFirst().orElseThrow();
        var config = Map.<String, Object>of("workers", Integer.parseInt(args[2]));
        try (var language = Plugin.create(plugin.endpointLanguages().getFirst(), config)) {
            var source = new EndpointSource(args[0], "", "python/bench.py", null, List.of("text", "number"));
            var project = new Here();
            language.begin(project);
            var endpoint = language.prepare(source, project);
            run(endpoint, callers, Math.max(2, seconds / 2), new LongAdder());
            var calls = new LongAdder();
            run(endpoint, callers, seconds, calls);
            System.out.printf("%.0f%n", calls.sum() / (double) seconds);
        }
        System.exit(0);
    }

    private static void run(PreparedEndpoint endpoint, int callers, int seconds, LongAdder calls)
            throws InterruptedException {
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < callers; i++) {
            threads.add(Thread.startVirtualThread(() -> call(endpoint, end, calls)));
        }
        for (var thread : threads) {
            thread.join();
        }
    }

    private static void call(PreparedEndpoint endpoint, long end, LongAdder calls) {
        var arguments = Map.<String, Object>of("text", "hello world", "number", 7L);
        while (System.nanoTime() < end) {
            try (var result = endpoint.run(arguments, new QuietCall(Instant.now().plusSeconds(30)))) {
                if (result.value() == null) {
                    throw new IllegalStateException("no answer");
                }
                calls.increment();
            }
        }
    }

    private record Here() implements Project {
        @Override
        public Function<String, Optional<DataSource>> sources() {
            return name -> Optional.empty();
        }

        @Override
        public DataSource database() {
            throw new IllegalStateException("there is no database");
        }

        @Override
        public int maxRows() {
            return 1000;
        }

        @Override
        public Path folder(String key) {
            return Path.of(key).toAbsolutePath();
        }

        @Override
        public CallContext ownCall(Duration time) {
            return new QuietCall(Instant.now().plus(time));
        }
    }
}
