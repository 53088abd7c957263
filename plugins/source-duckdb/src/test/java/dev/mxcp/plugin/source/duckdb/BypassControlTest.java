package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An attempt that never worked proves nothing when it is stopped, so each is made in an engine without walls too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BypassControlTest {

    /** Long enough to see that a statement runs, and is not refused. */
    private static final long A_WHILE_MILLIS = 300;

    private static final Pattern STOPPED = Pattern.compile("(?is).*(interrupt|out of memory).*");

    private BypassFixture template;

    @BeforeAll
    void create(@TempDir Path folder) throws Exception {
        template = BypassFixture.in(folder);
    }

    @TestFactory
    Stream<DynamicTest> withoutWallsTheAttemptsSucceed() throws Exception {
        return BypassAttempt.corpus().stream()
                .map(attempt -> DynamicTest.dynamicTest(attempt.kind() + ": " + attempt.sql(), () -> runOpen(attempt)));
    }

    private void runOpen(BypassAttempt attempt) throws Exception {
        var folder = Files.createTempDirectory("open");
        try {
            var fixture = template.copiedTo(folder);
            try (var connection = fixture.open();
                    var statement = connection.createStatement()) {
                for (var sql : attempt.before()) {
                    statement.execute(fixture.sql(sql));
                }
                var sql = fixture.sql(attempt.sql());
                switch (attempt.control()) {
                    case BypassAttempt.Control.Succeeds(var within) ->
                        runs(statement, within ? "SELECT * FROM (\n" + sql + "\n) LIMIT 101" : sql);
                    case BypassAttempt.Control.Says(var words, var reason) -> {
                        assertThat(reason).isNotBlank();
                        try {
                            statement.execute(sql);
                        } catch (SQLException e) {
                            assertThat(e.getMessage()).containsPattern(words);
                        }
                    }
                    case BypassAttempt.Control.Prepares(var reason) -> {
                        assertThat(reason).isNotBlank();
                        assertThatCode(() -> connection.prepareStatement(sql).close())
                                .doesNotThrowAnyException();
                    }
                }
            }
        } finally {
            delete(folder);
        }
    }

    /** To its end, or until it has shown that it has none. */
    private static void runs(Statement statement, String sql) throws Exception {
        var running = CompletableFuture.runAsync(() -> {
            try {
                statement.execute(sql);
            } catch (SQLException e) {
                assertThat(e.getMessage())
                        .as("more than a stop or the memory's end")
                        .matches(STOPPED);
            }
        });
        while (true) {
            try {
                running.get(A_WHILE_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                statement.cancel();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
