package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every answer holds the marks of the user it is for, and of nobody else. */
class PythonIdentityTest {

    private static final String CODE = """
            import asyncio, os, time
            from mxcp.plugins import sql_function
            from mxcp.sdk.auth.context import get_user_context
            from mxcp.sdk.executor.context import get_execution_context

            def marks(text):
                return [get_user_context().username, get_execution_context().get("request_headers")["x-mark"], text]

            def whoami(text):
                time.sleep(0.002)
                return marks(text)

            async def whoami_async(text):
                await asyncio.sleep(0.002)
                return marks(text)

            async def whoami_in_a_thread(text):
                return await asyncio.to_thread(whoami, text)

            def die():
                os._exit(9)

            @sql_function("whoami_sql")
            def whoami_sql(text: str) -> str:
                return " ".join(marks(text))
            """;

    private static final List<String> FUNCTIONS = List.of("whoami", "whoami_async", "whoami_in_a_thread");
    private static final int CALLS = 400;

    @TempDir
    private Path root;

    @BeforeEach
    void project() {
        TestingPython.write(root, "python/code.py", CODE);
    }

    private TestingPython twoWorkers() {
        return TestingPython.in(
                root,
                new PythonConfig(null, 2, null, null, null, null, null, null, null, null, List.of("x-mark"), null));
    }

    @Test
    void whileWorkersAreKilledAndReplaced() throws Exception {
        try (var python = twoWorkers();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var functions = functions(python, python.project());
            var die = python.function("python/code.py", "die");
            var answers = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < CALLS; i++) {
                var function = functions.get(i % functions.size());
                var mark = "canary-" + i;
                answers.add(threads.submit(() -> isOwnAnswer(function, mark)));
                if (i % 80 == 40) {
                    assertThatThrownBy(() -> TestingPython.run(die, Map.of())).isInstanceOf(PlatformException.class);
                }
            }

            // those that began after the last death, at least
            assertThat(answered(answers)).isGreaterThanOrEqualTo(CALLS - 361);
        }
    }

    @Test
    void whileTheProjectIsReloadedAndNoCallIsLost() throws Exception {
        try (var python = twoWorkers();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var generation = python.project();
            var answers = new ArrayList<Future<Boolean>>();
            for (int round = 0; round < 4; round++) {
                var functions = functions(python, generation);
                var first = round * CALLS;
                var calls = IntStream.range(first, first + CALLS)
                        .mapToObj(i ->
                                threads.submit(() -> isOwnAnswer(functions.get(i % functions.size()), "canary-" + i)))
                        .toList();
                answers.addAll(calls);
                var next = python.nextGeneration();
                python.language().activate(next);
                var old = generation;
                // as the platform does: a generation ends after the last of its calls
                threads.submit(() -> {
                    answered(calls);
                    python.language().release(old);
                    return true;
                });
                generation = next;
            }

            assertThat(answered(answers)).isEqualTo(answers.size());
        }
    }

    @Test
    void inSqlFunctionsThatManyStatementsCallAtOnce() throws Exception {
        try (var python = twoWorkers();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var function = python.language().functions(python.project()).getFirst();
            var answers = IntStream.range(0, CALLS)
                    .mapToObj(i -> "canary-" + i)
                    .map(mark -> threads.submit(() -> {
                        var rows = Collections.<Object>nCopies(50, mark);
                        assertThat(function.apply(List.of(rows), callOf(mark)))
                                .hasSize(50)
                                .containsOnly("%1$s %1$s %1$s".formatted(mark));
                        return true;
                    }))
                    .toList();

            assertThat(answered(answers)).isEqualTo(CALLS);
        }
    }

    private static List<PreparedEndpoint> functions(TestingPython python, TestingProjectWithCalls generation)
            throws SourceException {
        var functions = new ArrayList<PreparedEndpoint>();
        for (var name : FUNCTIONS) {
            functions.add(python.function(generation, "python/code.py", name, "text"));
        }
        return functions;
    }

    private static TestingCallContext callOf(String mark) {
        var user = Identity.builder("github").userId(mark).username(mark).build();
        return TestingCallContext.anonymous().as(user).withHeaders(Map.of("x-mark", mark));
    }

    /** False when the call was lost with its worker. */
    private static boolean isOwnAnswer(PreparedEndpoint function, String mark) {
        try {
            assertThat(TestingPython.run(function, Map.of("text", mark), callOf(mark)))
                    .isEqualTo(List.of(mark, mark, mark));
            return true;
        } catch (PlatformException e) {
            assertThat(e.userMessage()).doesNotContain("canary-");
            return false;
        }
    }

    private static int answered(List<Future<Boolean>> answers) throws InterruptedException, ExecutionException {
        var answered = 0;
        for (var answer : answers) {
            answered += answer.get() ? 1 : 0;
        }
        return answered;
    }
}
