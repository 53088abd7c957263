import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.Cancellation;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformPlugin;
import dev.mxcp.spi.PluginContext;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.Rows;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** The key lookup through the data source plugin alone, from as many virtual threads as it has connections. */
final class SpiLookup {

    public static void main(String[] args) throws Exception {
        int callers = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        var plugin = ServiceLoader.load(PlatformPlugin.class).findFirst().orElseThrow();
        try (var source = open(plugin.dataSources().getFirst(), args[0], callers)) {
            var sql = source.prepare("select id, name, amount from items where id = $id");
            run(sql, callers, Math.max(2, seconds / 3), new LongAdder());
            var lookups = new LongAdder();
            run(sql, callers, seconds, lookups);
            System.out.printf("%.0f%n", lookups.sum() / (double) seconds);
        }
        System.exit(0);
    }

    private static <C extends Record> DataSource open(Factory<C, ? extends DataSource> factory, String file, int connections)
            throws ReflectiveOperationException {
        var components = factory.configType().getRecordComponents();
        var values = new Object[components.length];
        var types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = switch (components[i].getName()) {
                case "path" -> file;
                case "connections" -> connections;
                default -> null;
            };
        }
        var constructor = factory.configType().getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return factory.create(constructor.newInstance(values), new Here());
    }

    private static void run(PreparedSql sql, int callers, int seconds, LongAdder lookups) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < callers; i++) {
            threads.add(Thread.startVirtualThread(() -> lookUp(sql, end, lookups)));
        }
        for (var thread : threads) {
            thread.join();
        }
    }

    private static void lookUp(PreparedSql sql, long end, LongAdder lookups) {
        while (System.nanoTime() < end) {
            var arguments = Map.of("id", ThreadLocalRandom.current().nextLong(1_000_000));
            try (var rows = sql.run(arguments, 10_000, new Call(Instant.now().plusSeconds(30)))) {
                while (rows.next() != null) {
                    lookups.increment();
                }
            }
        }
    }

    private record Here() implements PluginContext {
        @Override
        public Path projectDirectory() {
            return Path.of("").toAbsolutePath();
        }

        @Override
        public String project() {
            return "load";
        }

        @Override
        public String profile() {
            return "default";
        }

        @Override
        public Path pluginDirectory() {
            return projectDirectory();
        }
    }

    private record Call(Instant deadline) implements CallContext, Cancellation {
        @Override
        public String requestId() {
            return "load";
        }

        @Override
        public Identity identity() {
            return Identity.anonymous();
        }

        @Override
        public Map<String, String> requestHeaders() {
            return Map.of();
        }

        @Override
        public String transport() {
            return "cli";
        }

        @Override
        public Cancellation cancellation() {
            return this;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public Registration onCancel(Runnable action) {
            return () -> {};
        }

        @Override
        public void progress(double progress, Double total, String message) {}

        @Override
        public void log(LogLevel level, String message, Map<String, ?> data) {}

        @Override
        public Map<String, InputAnswer> ask(Map<String, InputRequest> requests) {
            return Map.of();
        }

        @Override
        public ElicitAnswer elicit(String message, Map<String, ?> schema) {
            return new ElicitAnswer.Declined();
        }

        @Override
        public String sample(String prompt, int maxTokens) {
            return "";
        }

        @Override
        public Rows query(String source, String sql, Map<String, ?> arguments) {
            throw new IllegalStateException("there is no source " + source);
        }
    }
}
