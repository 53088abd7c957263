import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.duckdb.DuckDBConnection;

/** The ceiling of a key lookup: prepared once per connection, one connection per thread, nothing around it. */
final class RawJdbc {

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        var lookups = new LongAdder();
        try (var database = DriverManager.getConnection("jdbc:duckdb:" + args[0])) {
            run(database, threads, Math.max(2, seconds / 3), new LongAdder());
            run(database, threads, seconds, lookups);
        }
        System.out.printf("%.0f%n", lookups.sum() / (double) seconds);
    }

    private static void run(java.sql.Connection database, int threads, int seconds, LongAdder lookups)
            throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        var workers = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            workers.add(Thread.ofPlatform().start(() -> lookUp(database, end, lookups)));
        }
        for (var worker : workers) {
            worker.join();
        }
    }

    private static void lookUp(java.sql.Connection database, long end, LongAdder lookups) {
        try (var connection = ((DuckDBConnection) database).duplicate();
                var statement = connection.prepareStatement("select id, name, amount from items where id = ?")) {
            while (System.nanoTime() < end) {
                statement.setLong(1, ThreadLocalRandom.current().nextLong(1_000_000));
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    rows.getObject(1);
                    rows.getObject(2);
                    rows.getObject(3);
                }
                lookups.increment();
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
