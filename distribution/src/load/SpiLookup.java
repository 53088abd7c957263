import dev.mxcp.spi.PlatformPlugin;
import dev.mxcp.spi.PreparedSql;
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
        var config = Map.<String, Object>of("path", args[0], "connections", callers);
        try (var source = Plugin.create(plugin.dataSources().getFirst(), config)) {
            var sql = source.prepare("select id, name, amount from items where id = $id");
            run(sql, callers, Math.max(2, seconds / 3), new LongAdder());
            var lookups = new LongAdder();
            run(sql, callers, seconds, lookups);
            System.out.printf("%.0f%n", lookups.sum() / (double) seconds);
        }
        System.exit(0);
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
            try (var rows = sql.run(arguments, 10_000, new QuietCall(Instant.now().plusSeconds(30)))) {
                while (rows.next() != null) {
                    lookups.increment();
                }
            }
        }
    }
}
