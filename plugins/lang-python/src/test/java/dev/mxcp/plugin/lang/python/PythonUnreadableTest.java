package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Python has and Java has not harms the call that sends it, and says what it is. */
class PythonUnreadableTest {

    private static final String CODE = """
            import os
            from datetime import datetime, time, timedelta, timezone
            from decimal import Decimal
            from mxcp.runtime import db, mcp

            def nested():
                value = []
                for _ in range(700):
                    value = [value]
                return value

            VALUES = {
                "nested": nested,
                "far": lambda: datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=23))),
                "near": lambda: time(10, 11, 12, tzinfo=timezone(timedelta(hours=1, microseconds=5))),
                "large": lambda: Decimal("1E+9999999999"),
            }

            def answer(kind):
                return VALUES[kind]()

            def ask(kind):
                try:
                    db.execute("SELECT $value", {"value": [VALUES[kind]()]})
                except Exception as problem:
                    return str(problem)

            def tell(kind):
                mcp.info("look", value=VALUES[kind]())
                return "told"

            def pid():
                return os.getpid()

            def spans():
                return [timedelta.max, timedelta.min]

            def same(spans):
                return spans == [timedelta.max, timedelta.min]
            """;

    private static final String WORDS = """
            nested, nested more than 500 levels deep
            far, 2024-01-01T00:00:00+23:00 has an offset of more than 18 hours
            near, 10:11:12+01:00:00.000005 has an offset
            large, 1E+9999999999 is beyond what a number can be
            """;

    @TempDir
    private Path root;

    @BeforeEach
    void project() {
        TestingPython.write(root, "python/code.py", CODE);
    }

    @ParameterizedTest
    @CsvSource(textBlock = WORDS)
    void asAResultItFailsTheCallInWords(String kind, String words) throws Exception {
        try (var python = TestingPython.in(root)) {
            var answer = python.function("python/code.py", "answer", "kind");

            assertThatThrownBy(() -> TestingPython.run(answer, Map.of("kind", kind)))
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            failure -> assertThat(failure.code()).isEqualTo(Code.FAILED))
                    .hasMessageContaining("the result")
                    .hasMessageContaining(words);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = WORDS)
    void inAQuestionItIsRefusedAndInANoticeDropped(String kind, String words) throws Exception {
        try (var python = TestingPython.in(root)) {
            var pid = python.function("python/code.py", "pid");
            var before = TestingPython.run(pid, Map.of());

            assertThat(TestingPython.run(python.function("python/code.py", "ask", "kind"), Map.of("kind", kind)))
                    .asString()
                    .contains(words);
            assertThat(TestingPython.run(python.function("python/code.py", "tell", "kind"), Map.of("kind", kind)))
                    .isEqualTo("told");

            assertThat(TestingPython.run(pid, Map.of())).isEqualTo(before);
        }
    }

    @Test
    void theLongestSpansOfTimeComeBackAsTheyWere() throws Exception {
        try (var python = TestingPython.in(root)) {
            var longest = Duration.ofDays(1_000_000_000).minusNanos(1_000);
            var spans = TestingPython.run(python.function("python/code.py", "spans"), Map.of());

            assertThat(spans).isEqualTo(List.of(longest, Duration.ofDays(-999_999_999)));
            assertThat(TestingPython.run(python.function("python/code.py", "same", "spans"), Map.of("spans", spans)))
                    .isEqualTo(true);
        }
    }
}
