package dev.mxcp.plugin.source.duckdb;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that holds a database until it is killed. */
final class DatabaseHolder {

    static final String READY = "ready";

    private DatabaseHolder() {}

    public static void main(String[] args) throws Exception {
        try (var database = TestingDatabase.open(TestingDatabase.config(Path.of(args[0])))) {
            System.out.println(database.source().isReadOnly() ? "read-only" : READY);
            new CountDownLatch(1).await();
        }
    }
}
