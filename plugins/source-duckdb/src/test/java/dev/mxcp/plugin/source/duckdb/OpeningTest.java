package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.plugin.source.duckdb.DuckDbConfig.EngineSecret;
import dev.mxcp.plugin.source.duckdb.DuckDbConfig.Extension;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.Secret;
import dev.mxcp.spi.SqlException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {

    @TempDir
    private Path directory;

    private static DuckDbConfig config(
            Path file, @Nullable List<Extension> extensions, @Nullable List<EngineSecret> secrets) {
        return new DuckDbConfig(file.toString(), null, extensions, secrets, "256MB", 1, null, null, null, null, 2);
    }

    @Test
    void theFileAndItsFoldersAreMade() throws Exception {
        var file = directory.resolve("a/b/new.duckdb");

        try (var database = TestingDatabase.open(TestingDatabase.config(file))) {
            assertThat(database.source().engine()).startsWith("DuckDB ");
        }

        assertThat(file).isRegularFile();
    }

    @Test
    void whatWasWrittenIsThereAfterwards() throws Exception {
        try (var database = TestingDatabase.open(directory)) {
            database.run("CREATE TABLE t AS SELECT 42 AS answer");
        }

        try (var database = TestingDatabase.open(directory)) {
            assertThat(database.value("SELECT answer FROM t")).isEqualTo(42L);
        }
    }

    @Test
    void aReadOnlyDatabaseIsMadeWhenItIsMissingAndNeverWritten() throws Exception {
        var file = directory.resolve("ro.duckdb");

        try (var database = TestingDatabase.open(TestingDatabase.config(file, true, List.of()))) {
            assertThat(database.source().isReadOnly()).isTrue();
            assertThat(database.value("SELECT 1")).isEqualTo(1L);
            assertThatThrownBy(() -> database.run("CREATE TABLE t (i INTEGER)"))
                    .isInstanceOfAny(SqlException.class, PlatformException.class)
                    .hasMessageContaining("read-only");
        }
    }

    @Test
    void aDatabaseThatAnotherProcessHoldsIsNamedWithThatProcess() throws Exception {
        var file = directory.resolve("held.duckdb");
        var holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseHolder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo(DatabaseHolder.READY);

            assertThatThrownBy(() -> TestingDatabase.open(TestingDatabase.config(file)))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                    .hasMessageContaining("held.duckdb is in use by another process")
                    .hasMessageContaining("PID " + holder.pid() + ", ")
                    .hasMessageContaining("stop it, or open the database read-only in both");
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    /** The file was made by DuckDB 2.0, so only one of the two engines opens it. */
    @Test
    void aFileOfAnotherEngineSaysWhichEngineItNeeds() throws Exception {
        var file = directory.resolve("test.duckdb");
        try (var in = new GZIPInputStream(
                Objects.requireNonNull(OpeningTest.class.getResourceAsStream("made-by-2.duckdb.gz")))) {
            Files.write(file, in.readAllBytes());
        }

        if (Engine.FACTORY_NAME.equals("duckdb2")) {
            try (var database = TestingDatabase.open(directory)) {
                assertThat(database.value("SELECT answer FROM t")).isEqualTo(42L);
            }
        } else {
            assertThatThrownBy(() -> TestingDatabase.open(directory))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("duckdb.engine")
                    .hasMessageContaining("'2.0'");
        }
    }

    @Test
    void whatIsNoDatabaseIsTold() throws Exception {
        Files.writeString(directory.resolve("test.duckdb"), "This is a text, and no database at all. ".repeat(500));

        assertThatThrownBy(() -> TestingDatabase.open(directory))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("test.duckdb is no DuckDB database: name another in duckdb.path");
    }

    @Test
    void aFolderInThePlaceOfTheDatabaseIsTold() throws Exception {
        Files.createDirectory(directory.resolve("test.duckdb"));

        assertThatThrownBy(() -> TestingDatabase.open(directory))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("test.duckdb is a folder: name a file in duckdb.path");
    }

    @Test
    void aDatabaseThatEndsTooEarlyIsCalledDamaged() throws Exception {
        var file = directory.resolve("test.duckdb");
        try (var database = TestingDatabase.open(directory)) {
            database.run("CREATE TABLE t AS SELECT 42 AS answer");
        }
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 9000));

        assertThatThrownBy(() -> TestingDatabase.open(directory))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("test.duckdb is damaged");
    }

    @Test
    void extensionsThatTheEngineBringsAreLoaded() throws Exception {
        var file = directory.resolve("e.duckdb");

        try (var database = TestingDatabase.open(
                config(file, List.of(new Extension("json", null), new Extension("icu", null)), null))) {
            assertThat(database.value("SELECT json_valid('{}')")).isEqualTo(true);
        }
    }

    @Test
    void anExtensionThatCannotBeHadStopsTheStart() {
        var extension =
                new Extension("no_such_extension", directory.resolve("repo").toString());

        assertThatThrownBy(() -> TestingDatabase.open(config(directory.resolve("x.duckdb"), List.of(extension), null)))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                .hasMessageContaining("'no_such_extension'");
    }

    @Test
    void aSecretThatCannotBeMadeStopsTheStartAndShowsNoValue() {
        var secret = new EngineSecret("bad", "http", Map.of("token", new Secret("CANARY-1"), "plain", "CANARY-2"));

        assertThatThrownBy(() -> TestingDatabase.open(config(directory.resolve("x.duckdb"), null, List.of(secret))))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("'bad'")
                .hasMessageContaining("token")
                .hasStackTraceContaining("bad")
                .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("CANARY"));
        assertThat(secret.toString()).doesNotContain("CANARY");
    }

    @Test
    void aSecretOfATypeThatTheEngineDoesNotKnowIsLeftToOtherCode() throws Exception {
        var secret = new EngineSecret("crm", "python", Map.of("token", new Secret("CANARY-1")));

        try (var database = TestingDatabase.open(config(directory.resolve("x.duckdb"), null, List.of(secret)))) {
            assertThat(database.value("SELECT count(*) FROM duckdb_secrets()")).isEqualTo(0L);
        }
    }

    @Test
    void secretsAreQuoted() {
        assertThat(SqlLiteral.of(new Secret("it's"))).isEqualTo("'it''s'");
        assertThat(SqlLiteral.of(Map.of("k'", List.of(1, true, "a'b")))).isEqualTo("MAP {'k''': [1, true, 'a''b']}");
    }

    @Test
    void filesAreReachedInsideOfTheAllowedDirectoriesOnly() throws Exception {
        var allowed = Files.createDirectory(directory.toRealPath().resolve("allowed"));
        Files.writeString(allowed.resolve("in.csv"), "a,b\n1,x\n");
        Files.writeString(allowed.resolve("in.json"), "[{\"a\": 1}, {\"a\": 2}]");
        Files.writeString(directory.resolve("out.csv"), "a\n1\n");
        var config = TestingDatabase.config(directory.resolve("f.duckdb"), false, List.of(allowed.toString()));

        try (var database = TestingDatabase.open(config)) {
            assertThat(database.run("SELECT * FROM read_csv('" + allowed + "/in.csv')"))
                    .containsExactly(List.of(1L, "x"));
            assertThat(database.value("SELECT sum(a)::BIGINT FROM '" + allowed + "/in.json'"))
                    .isEqualTo(3L);
            database.run("COPY (SELECT 1 AS a) TO '" + allowed + "/out.parquet' (FORMAT parquet)");
            assertThat(database.value("SELECT a FROM '" + allowed + "/out.parquet'"))
                    .isEqualTo(1L);
            for (var path : List.of(directory + "/out.csv", allowed + "/../out.csv", "/etc/hostname")) {
                assertThatThrownBy(() -> database.run("SELECT * FROM read_text('" + path + "')"))
                        .isInstanceOfAny(SqlException.class, PlatformException.class);
            }
        }
    }

    @Test
    void externalAccessLiftsTheLock() throws Exception {
        Files.writeString(directory.resolve("x.csv"), "a\n1\n");
        var config = new DuckDbConfig(
                directory.resolve("o.duckdb").toString(), null, null, null, null, 1, null, null, null, true, 1);

        try (var database = TestingDatabase.open(config)) {
            assertThat(database.value("SELECT a FROM '" + directory + "/x.csv'"))
                    .isEqualTo(1L);
        }
    }

    @Test
    void nobodyChangesTheSettings() throws Exception {
        try (var database = TestingDatabase.open(directory)) {
            for (var sql : List.of(
                    "SET memory_limit = '100GB'",
                    "SET enable_external_access = true",
                    "SET lock_configuration = false",
                    "RESET threads",
                    "PRAGMA threads = 100",
                    "INSTALL httpfs",
                    "LOAD httpfs")) {
                assertThatThrownBy(() -> database.run(sql)).as(sql).isInstanceOf(PlatformException.class);
            }
        }
    }

    @Test
    void whatACommandLeavesOnItsConnectionIsGoneAfterwards() throws Exception {
        try (var database = TestingDatabase.open(directory)) {
            database.run("CREATE SCHEMA other");
            database.run("USE other");
            database.run("SET VARIABLE mxcp_user = MAP {'get_username': 'root'}");
            database.run("CREATE TEMP TABLE left_over (i INTEGER)");

            assertThat(database.value("SELECT current_schema()")).isEqualTo("main");
            assertThat(database.value("SELECT get_username()")).isNull();
            assertThatThrownBy(() -> database.run("SELECT * FROM left_over")).isInstanceOf(SqlException.class);
        }
    }
}
