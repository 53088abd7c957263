package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.Identity;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserFunctionsTest {

    private TestingDatabase database;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        database = TestingDatabase.open(directory);
        database.run("CREATE VIEW me_view AS SELECT get_username() AS u, get_request_header('X-Tenant') AS t");
        database.run("CREATE VIEW far_view AS SELECT u FROM me_view");
        database.run("CREATE MACRO whoami() AS get_username()");
        database.run("CREATE MACRO far_macro() AS whoami() || '!'");
        database.run("CREATE MACRO my_rows() AS TABLE SELECT u FROM far_view");
        database.run("CREATE TABLE log (id INTEGER, who VARCHAR DEFAULT (get_username()))");
    }

    @AfterAll
    void close() {
        database.close();
    }

    private static TestingCallContext call(String user) {
        return TestingCallContext.anonymous()
                .as(Identity.builder("github")
                        .username(user)
                        .email(user + "@example.com")
                        .build())
                .withHeaders(Map.of("x-tenant", "tenant of " + user, "x-user", user));
    }

    private List<@Nullable Object> row(String sql, TestingCallContext call) throws Exception {
        return database.run(sql, Map.of(), call).getFirst();
    }

    @Test
    void theyTellWhoCalls() throws Exception {
        assertThat(row(
                        "SELECT get_username(), get_user_email(), get_user_provider(), get_user_external_token()",
                        call("ann")))
                .containsExactly("ann", "ann@example.com", "github", null);
    }

    @Test
    void theyAreNullForAnAnonymousCall() throws Exception {
        assertThat(row(
                        "SELECT get_username(), get_user_email(), get_user_provider(), get_request_header('x'), u FROM me_view",
                        TestingCallContext.anonymous()))
                .containsExactly(null, null, null, null, null);
        assertThat(row("SELECT get_request_headers_json()", TestingCallContext.anonymous()))
                .containsExactly("{}");
    }

    @Test
    void headersAreFoundByNameInAnyLetterCase() throws Exception {
        assertThat(row(
                        "SELECT get_request_header('X-Tenant'), get_request_header('x-' || 'user'), get_request_header(NULL)",
                        call("ann")))
                .containsExactly("tenant of ann", "ann", null);
        assertThat(row("SELECT json_extract_string(get_request_headers_json(), '$.x-user')", call("ann")))
                .containsExactly("ann");
    }

    @Test
    void theyAreFoundHoweverTheyAreWritten() throws Exception {
        assertThat(row(
                        "SELECT GET_USERNAME(), get_username /* x */ ( ), \"get_username\"(), "
                                + "get_request_header(coalesce(get_request_header('x-none'), 'x-none'))",
                        call("ann")))
                .containsExactly("ann", "ann", "ann", null);
    }

    @Test
    void whatOnlyLooksLikeACallIsLeftAlone() throws Exception {
        assertThat(row("SELECT 'get_username()', 1 AS get_username -- get_username()", call("ann")))
                .containsExactly("get_username()", 1L);
    }

    @Test
    void theyWorkInWritesAndDefaults() throws Exception {
        database.run("INSERT INTO log VALUES (1, get_username())", Map.of(), call("ann"));
        database.run("INSERT INTO log (id) VALUES (2)", Map.of(), call("bob"));
        database.run("CREATE TABLE made AS SELECT get_username() AS who", Map.of(), call("eve"));

        assertThat(database.run("SELECT who FROM log ORDER BY id")).containsExactly(List.of("ann"), List.of("bob"));
        assertThat(database.value("SELECT who FROM made")).isEqualTo("eve");
    }

    @Test
    void aViewThatIsMadeLaterReachesThemToo() throws Exception {
        database.run("CREATE VIEW later AS SELECT 'nobody' AS u");
        var sql = database.source().prepare("SELECT u FROM later");
        assertThat(first(sql, call("ann"))).isEqualTo("nobody");

        database.run("CREATE OR REPLACE VIEW later AS SELECT get_username() AS u");

        assertThat(first(sql, call("ann"))).isEqualTo("ann");
        assertThat(first(sql, call("bob"))).isEqualTo("bob");
        assertThat(first(sql, TestingCallContext.anonymous())).isNull();
    }

    /** Whoever is interrupted does not wait for the engine, which mostly commits all the same. */
    @Test
    @Timeout(60)
    void aViewWhoseCommitNobodyWaitedForReachesThemToo() throws Exception {
        assertThat(row("SELECT 1", TestingCallContext.anonymous())).containsExactly(1L);
        do {
            try (var transaction = database.source().begin(10, TestingCallContext.anonymous())) {
                transaction.query("CREATE VIEW left_in_a_transaction AS SELECT get_username() AS u", Map.of());
                leftAtOnce(transaction::commit);
            }
        } while (isMissing("left_in_a_transaction"));
        assertThat(row("SELECT u FROM left_in_a_transaction", call("ann"))).containsExactly("ann");

        do {
            try (var rows = database.source()
                    .prepare("CREATE VIEW left_alone AS SELECT get_username() AS u")
                    .run(Map.of(), 10, TestingCallContext.anonymous())) {
                leftAtOnce(rows::commit);
            }
        } while (isMissing("left_alone"));
        assertThat(row("SELECT u FROM left_alone", call("ann"))).containsExactly("ann");
    }

    private boolean isMissing(String view) throws Exception {
        return database.run("SELECT 1 FROM duckdb_views() WHERE view_name = $view", Map.of("view", view))
                .isEmpty();
    }

    private static void leftAtOnce(Runnable commit) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(commit::run)
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aStringThatNamesARelationReachesThemToo() throws Exception {
        assertThat(row("SELECT u FROM 'me_view'", call("ann"))).containsExactly("ann");
        assertThat(row("SELECT (SELECT max(u) FROM 'FAR_VIEW')", call("ann"))).containsExactly("ann");
        assertThat(row("FROM 'me_view' SELECT u", call("bob"))).containsExactly("bob");

        var untrusted = database.source().prepareUntrusted("SELECT u FROM 'me_view'", List.of(), call("ann"));
        assertThat(first(untrusted, call("ann"))).isEqualTo("ann");

        database.run("CREATE TABLE copied AS SELECT u FROM 'me_view'", Map.of(), call("ann"));
        assertThat(database.value("SELECT u FROM copied")).isEqualTo("ann");

        database.run("CREATE VIEW string_view AS SELECT u FROM 'me_view'");
        database.run("CREATE MACRO string_macro() AS (SELECT max(u) FROM 'string_view')");
        assertThat(row("SELECT u, string_macro() FROM 'string_view'", call("eve")))
                .containsExactly("eve", "eve");
    }

    @Test
    void aStringIsAlsoFoundWhenItIsNotWrittenPlainly() throws Exception {
        for (var sql :
                List.of("SELECT u FROM $$me_view$$", "SELECT u FROM E'me\\x5fview'", "SELECT u FROM 'me_'\n'view'")) {
            try {
                assertThat(row(sql, call("ann"))).as(sql).containsExactly("ann");
            } catch (SqlException e) {
                assertThat(e).as("not every engine takes these").hasMessageContaining("syntax error");
            }
        }
    }

    /** Each answer must be the caller's own, whatever ran on the same connection before. */
    @Test
    void noCallEverSeesAnotherUser() throws Exception {
        var statements = new ArrayList<PreparedSql>();
        for (var sql : List.of(
                "SELECT get_username()",
                "SELECT u FROM me_view",
                "SELECT u FROM far_view",
                "SELECT whoami()",
                "SELECT replace(far_macro(), '!', '')",
                "SELECT u FROM my_rows()",
                "SELECT replace(t, 'tenant of ', '') FROM me_view",
                "SELECT get_request_header('x-user')",
                "SELECT min(get_username()) FROM range(5000) WHERE range >= 0",
                "SELECT u FROM query('SELECT * FROM far_view')")) {
            statements.add(database.source().prepare(sql));
        }
        var work = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 1500; i++) {
            var user = i % 7 == 0 ? null : "user" + i % 23;
            var sql = statements.get(i % statements.size());
            work.add(() -> Arrays.asList(user)
                    .equals(Arrays.asList(first(sql, user == null ? TestingCallContext.anonymous() : call(user)))));
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var right : threads.invokeAll(work)) {
                assertThat(right.get()).isTrue();
            }
        }
    }

    private static @Nullable Object first(PreparedSql sql, TestingCallContext call) {
        try (var rows = sql.run(Map.of(), 10, call)) {
            var row = rows.next();
            return row == null ? "no row" : row.getFirst();
        }
    }
}
