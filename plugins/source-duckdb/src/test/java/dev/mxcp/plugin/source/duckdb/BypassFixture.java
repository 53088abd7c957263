package dev.mxcp.plugin.source.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.duckdb.DuckDBDriver;

/** A database that only an open engine can make, with canaries beside it. */
record BypassFixture(Path directory, Path database, Path allowed, Path outside) {

    static final String CANARY = "CANARY";

    static BypassFixture in(Path folder) throws IOException, SQLException {
        // the engine compares canonical paths
        var directory = folder.toRealPath();
        var fixture = new BypassFixture(
                directory,
                directory.resolve("test.duckdb"),
                Files.createDirectory(directory.resolve("allowed")),
                Files.createDirectory(directory.resolve("outside")));
        fixture.create();
        return fixture;
    }

    /** The same in another folder; views keep looking at the canaries of this one. */
    BypassFixture copiedTo(Path folder) throws IOException {
        var target = folder.toRealPath();
        try (var paths = Files.walk(directory)) {
            for (var path : paths.filter(path -> !path.equals(directory)).toList()) {
                Files.copy(path, target.resolve(directory.relativize(path).toString()));
            }
        }
        return new BypassFixture(
                target, target.resolve("test.duckdb"), target.resolve("allowed"), target.resolve("outside"));
    }

    private void create() throws IOException, SQLException {
        Files.writeString(allowed.resolve("canary.csv"), "a,b\n" + CANARY + "-ALLOWED,1\n");
        Files.writeString(outside.resolve("canary.txt"), "a,b\n" + CANARY + "-OUTSIDE,1\n");
        Files.writeString(outside.resolve("canary.csv"), "a,b\n" + CANARY + "-OUTSIDE,1\n");
        Files.writeString(outside.resolve("canary.json"), "{\"a\": \"" + CANARY + "-OUTSIDE\"}\n");
        try (var connection = open();
                var statement = connection.createStatement()) {
            for (var sql : List.of(
                    "CREATE TABLE orders AS SELECT range AS id, 'order ' || range AS note FROM range(5)",
                    "CREATE VIEW v_orders AS SELECT * FROM orders",
                    "CREATE SCHEMA hidden",
                    "CREATE TABLE hidden.salaries AS SELECT 1 AS id, 'CANARY-ROW' AS note",
                    "CREATE MACRO hidden.m_hidden() AS (SELECT max(note) FROM hidden.salaries)",
                    "CREATE SEQUENCE ticket",
                    "CREATE VIEW v_ticking AS SELECT nextval('ticket')",
                    "CREATE VIEW v_outside AS SELECT * FROM read_text('${OUTSIDE}/canary.txt')",
                    "CREATE MACRO m_file(f) AS TABLE SELECT * FROM read_text(f)",
                    "CREATE MACRO m_query(q) AS TABLE SELECT * FROM query(q)",
                    "CREATE MACRO m_next() AS nextval('ticket')",
                    "CREATE MACRO m_next_again() AS m_next() + 1",
                    "CREATE MACRO m_setting(s) AS current_setting(s)",
                    "COPY (SELECT 'CANARY-OUTSIDE' AS a) TO '${OUTSIDE}/canary.parquet'",
                    "ATTACH '${OUTSIDE}/other.duckdb' AS made",
                    "CREATE TABLE made.t AS SELECT 'CANARY-OUTSIDE' AS a",
                    "DETACH made")) {
                statement.execute(sql(sql));
            }
        }
    }

    /** An engine without walls, which fetches nothing and takes little. */
    Connection open() throws SQLException {
        var properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("memory_limit", "300MB");
        properties.setProperty("max_temp_directory_size", "64MB");
        properties.setProperty("threads", "2");
        return new DuckDBDriver().connect("jdbc:duckdb:" + database, properties);
    }

    String sql(String text) {
        return BypassAttempt.in(text, allowed.toString(), outside.toString());
    }

    /** What every file beside the database holds. */
    Map<String, Integer> files() throws IOException {
        var result = new TreeMap<String, Integer>();
        try (var paths = Files.walk(directory)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var name = directory.relativize(path).toString().replace('\\', '/');
                if (!name.startsWith("test.duckdb")) {
                    result.put(name, Arrays.hashCode(Files.readAllBytes(path)));
                }
            }
        }
        return result;
    }
}
