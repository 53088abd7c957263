package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a project imports from the package, as its functions see it in a worker. */
class RuntimePackageTest {

    private static final String IMPORTS = """
            import asyncio
            from mxcp.runtime import db, config, plugins, mcp
            from mxcp.sdk.auth.context import get_user_context
            from mxcp.sdk.executor.context import get_execution_context
            from mxcp.sdk.audit.context import begin_execution_event
            """;

    private static final PythonConfig WITH_TEAM =
            new PythonConfig(null, null, null, null, null, null, null, null, null, null, List.of("X-Team"), null);

    @TempDir
    private Path root;

    private TestingPython python;
    private final RecordingCall call = RecordingCall.ofAnn();

    @BeforeEach
    void start() {
        python = TestingPython.in(root, WITH_TEAM);
    }

    @AfterEach
    void stop() {
        python.close();
    }

    private @Nullable Object run(String body) throws SourceException {
        return TestingPython.run(python.inline(IMPORTS + body), Map.of(), call);
    }

    // --- db ---

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    db.execute('SELECT $a', {'a': 1})                            | SELECT $a {a=1}
                    db.execute('SELECT ?, ?', ['x', 2])                          | SELECT $p0, $p1 {p0=x, p1=2}
                    db.execute('SELECT ?', ('x',))                               | SELECT $p0 {p0=x}
                    db.execute('c = ?', {'customer_id': 'C1'})                   | c = $p0 {p0=C1}
                    db.execute('$2, $1, $2', ['x', 'y'])                         | $p1, $p0, $p1 {p0=x, p1=y}
                    db.execute('IN (?, ?) AND $c = $c OR $m', ['x', 'y', 1, 2])  | IN ($p0, $p1) AND $c = $c OR $m {c=1, m=2, p0=x, p1=y}
                    db.execute("'?' \\"?\\" -- ?")                               | '?' "?" -- ? {}
                    db.execute("'?' /* ? */ $$?$$ ?", [1])                       | '?' /* ? */ $$?$$ $p0 {p0=1}
                    db.source('crm').execute('SELECT 1')                         | crm: SELECT 1 {}
                    """)
    void statementsReachTheCallWithNamedParameters(String statement, String asked) throws SourceException {
        run(statement + "\nreturn None");

        assertThat(call.asked()).containsExactly(asked);
    }

    @Test
    void rowsAreAListOfDictsThatCanBeFetched() throws SourceException {
        assertThat(run("""
                rows = db.execute("SELECT 1")
                first = rows.fetchone()
                return [isinstance(rows, list), len(rows), rows[1], first, rows.fetchall(), rows.fetchone(), rows.columns, rows.truncated]
                """))
                .isEqualTo(Arrays.asList(
                        true,
                        2L,
                        Map.of("id", 2L, "name", "two"),
                        Map.of("id", 1L, "name", "one"),
                        List.of(Map.of("id", 2L, "name", "two")),
                        null,
                        List.of(List.of("id", "BIGINT"), List.of("name", "VARCHAR")),
                        true));
    }

    @Test
    void asyncFunctionsQueryBothWays() throws SourceException {
        assertThat(run("""
                one, other = await asyncio.gather(db.execute_async("SELECT 1"), db.execute_async("SELECT 2"))
                return len(one) + len(other) + len(db.execute("SELECT 3"))
                """)).isEqualTo(6L);
    }

    @Test
    void aTransactionIsCommittedAndAnExceptionRollsItBack() throws SourceException {
        run("""
                with db.transaction() as transaction:
                    db.execute("A")
                    transaction.execute("B")
                try:
                    with db.transaction():
                        db.execute("C")
                        raise KeyError
                except KeyError:
                    pass
                db.execute("D")
                return None
                """);

        assertThat(call.asked())
                .containsExactly(
                        "begin",
                        "in transaction: A",
                        "in transaction: B",
                        "commit",
                        "close",
                        "begin",
                        "in transaction: C",
                        "close",
                        "D {}");
    }

    @Test
    void tooFewOrTooManyValuesAreRefused() {
        assertThatThrownBy(() -> run("return db.execute('SELECT ?, ?', [1])"))
                .hasMessageContaining("more placeholders than the 1 values");
        assertThatThrownBy(() -> run("return db.execute('SELECT ?', [1, 2])"))
                .hasMessageContaining("2 values were given, but the statement has placeholders for 1");
        assertThat(call.asked()).isEmpty();
    }

    // --- what is known about the call ---

    @Test
    void theUserAndTheCallAreKnown() throws SourceException {
        assertThat(run("""
                user = get_user_context()
                context = get_execution_context()
                return [user.provider, user.user_id, user.username, user.email, user.name, user.avatar_url, user.external_token,
                        context.user_context.username, context.get("request_headers"), context.get("transport"),
                        await asyncio.to_thread(lambda: get_user_context().username)]
                """))
                .isEqualTo(Arrays.asList(
                        "github",
                        "7",
                        "ann",
                        "ann@example.com",
                        "Ann",
                        "http://example.com/ann.png",
                        null,
                        "ann",
                        Map.of("x-team", "blue"),
                        "cli",
                        "ann"));
        assertThat(TestingPython.run(
                        python.inline(IMPORTS + "return get_user_context()"), Map.of(), TestingCallContext.anonymous()))
                .isNull();
    }

    @Test
    void secretsAreGivenByNameAndHiddenEverywhereElse() throws SourceException {
        assertThat(run("return [config.get_secret('api'), config.get_secret('other')]"))
                .isEqualTo(Arrays.asList(Map.of("key", "sesame"), null));
        assertThat(run("return [config.get_setting('project'), config.get_setting('a.b', 7), str(config.site_config)]")
                        .toString())
                .contains("test", "7")
                .doesNotContain("site-secret");
    }

    @Test
    void eventsOfTheAuditAreAccepted() throws SourceException {
        assertThat(run("""
                with begin_execution_event(target="crm", operation="GET"):
                    pass
                return "done"
                """)).isEqualTo("done");
    }

    @Test
    void outsideOfACallThereIsNothingToAsk() {
        TestingPython.write(root, "python/early.py", """
                from mxcp.runtime import db
                try:
                    db.execute("SELECT 1")
                except RuntimeError as refused:
                    message = str(refused)

                def early():
                    return message
                """);
        python.close();
        python = TestingPython.in(root, WITH_TEAM);

        assertThat(answer("early", "python/early.py").toString()).startsWith("No execution context available");
    }

    @Test
    void hooksOfBothKindsRunInOrderBeforeTheFirstCall() {
        TestingPython.write(root, "python/hooks.py", """
                import asyncio
                from mxcp.runtime import config, on_init
                seen = []

                @on_init
                def first():
                    seen.append(config.get_secret("api")["key"])

                @on_init
                async def second():
                    await asyncio.sleep(0)
                    seen.append("async")

                @on_init
                def third():
                    raise ValueError("does not matter")

                @on_init
                def fourth():
                    seen.append("last")

                def hooks():
                    return seen
                """);
        python.close();
        python = TestingPython.in(root, WITH_TEAM);

        assertThat(answer("hooks", "python/hooks.py")).isEqualTo(List.of("sesame", "async", "last"));
    }

    private Object answer(String function, String file) {
        try {
            var value = TestingPython.run(python.function(file, function), Map.of(), call);
            return value == null ? "nothing" : value;
        } catch (SourceException | PlatformException e) {
            throw new AssertionError(e);
        }
    }
}
