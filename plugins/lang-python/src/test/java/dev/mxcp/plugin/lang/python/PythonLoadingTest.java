package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which function is called, and what is told about those that cannot be. */
class PythonLoadingTest {

    @TempDir
    private Path root;

    @Test
    void aFunctionIsFoundByTheToolsName() throws Exception {
        TestingPython.write(root, "python/sub/mathematics.py", "def double(n):\n    return n * 2\n");
        try (var python = TestingPython.in(root)) {
            var endpoint = python.function("python/sub/mathematics.py", "double", "n");

            assertThat(TestingPython.run(endpoint, Map.of("n", 21L))).isEqualTo(42L);
        }
    }

    @Test
    void modulesImportEachOtherFromTheFolderAndFromTheRoot() throws Exception {
        TestingPython.write(root, "python/helpers.py", "ANSWER = 42\n");
        TestingPython.write(root, "shared.py", "QUESTION = 'what'\n");
        TestingPython.write(
                root,
                "python/tools.py",
                "import helpers, shared\n\ndef ask():\n    return [shared.QUESTION, helpers.ANSWER]\n");
        try (var python = TestingPython.in(root)) {
            assertThat(TestingPython.run(python.function("python/tools.py", "ask"), Map.of()))
                    .isEqualTo(List.of("what", 42L));
        }
    }

    @Test
    void aFileNamedLikeAStandardModuleIsTheEndpointsAndHidesNothing() throws Exception {
        TestingPython.write(root, "python/statistics.py", "def mine():\n    return 'project'\n");
        TestingPython.write(root, "python/json.py", "def mine():\n    return 'json of the project'\n");
        TestingPython.write(
                root,
                "python/user.py",
                "import statistics, json\n\ndef theirs():\n    return [statistics.mean([1, 3]), json.dumps({})]\n");
        try (var python = TestingPython.in(root)) {
            assertThat(TestingPython.run(python.function("python/statistics.py", "mine"), Map.of()))
                    .isEqualTo("project");
            assertThat(TestingPython.run(python.function("python/json.py", "mine"), Map.of()))
                    .isEqualTo("json of the project");
            assertThat(TestingPython.run(python.function("python/user.py", "theirs"), Map.of()))
                    .isEqualTo(List.of(2L, "{}"));
        }
    }

    @Test
    void aFileThatWasChangedTwiceWithinASecondIsSeenAsItIs() throws Exception {
        var inTheSameSecond = FileTime.fromMillis(1_700_000_000_000L);
        for (var version = 1; version <= 2; version++) {
            var helper = TestingPython.write(root, "python/helper.py", "VERSION = %d\n".formatted(version));
            var code = "import helper\ndef version():\n    return [helper.VERSION, %d]\n".formatted(version);
            var tool = TestingPython.write(root, "python/tool.py", code);
            var elsewhere = TestingPython.write(root, "tools/tool.py", code);
            for (var file : List.of(helper, tool, elsewhere)) {
                Files.setLastModifiedTime(file, inTheSameSecond);
            }
            try (var python = TestingPython.in(root)) {
                for (var file : List.of("python/tool.py", "tools/tool.py")) {
                    assertThat(TestingPython.run(python.function(file, "version"), Map.of()))
                            .isEqualTo(List.of((long) version, (long) version));
                }
            }
        }
    }

    @Test
    void shortCodeMayIterateOverWhatComesLater() throws Exception {
        TestingPython.write(root, "python/later.py", "async def numbers():\n    yield 1\n    yield 2\n");
        try (var python = TestingPython.in(root)) {
            var code = "import later\nreturn [number async for number in later.numbers()]";
            assertThat(TestingPython.run(python.inline(code), Map.of())).isEqualTo(List.of(1L, 2L));
        }
    }

    @Test
    void aFileOutsideOfTheFolderIsLoadedOnce() throws Exception {
        TestingPython.write(
                root, "tools/code.py", "calls = []\n\ndef a():\n    calls.append(1)\n    return len(calls)\n");
        try (var python = TestingPython.in(root)) {
            var endpoint = python.function("tools/code.py", "a");
            TestingPython.run(endpoint, Map.of());

            assertThat(TestingPython.run(endpoint, Map.of())).isEqualTo(2L);
        }
    }

    @Test
    void aResourceCallsMainOrTheFunctionNamedLikeItsFileOrTheFirstPublicOne() throws Exception {
        TestingPython.write(root, "python/one.py", "def a():\n    return 'a'\ndef main():\n    return 'main'\n");
        TestingPython.write(root, "python/two.py", "def a():\n    return 'a'\ndef two():\n    return 'two'\n");
        TestingPython.write(
                root,
                "python/three.py",
                "from os import abort\ndef _a():\n    return '_a'\ndef b():\n    return 'b'\n");
        try (var python = TestingPython.in(root)) {
            for (var expected :
                    Map.of("one", "main", "two", "two", "three", "b").entrySet()) {
                var endpoint = python.function("python/%s.py".formatted(expected.getKey()), "data://x");
                assertThat(TestingPython.run(endpoint, Map.of())).isEqualTo(expected.getValue());
            }
        }
    }

    @Test
    void problemsNameTheLine() {
        TestingPython.write(root, "python/syntax.py", "x = 1\ndef f(:\n    pass\n");
        TestingPython.write(root, "python/imports.py", "import os\nimport no_such_library\n\ndef f():\n    pass\n");
        TestingPython.write(root, "python/other.py", "import imports\n\ndef f():\n    pass\n");
        TestingPython.write(root, "python/names.py", "def calculate():\n    pass\n");
        TestingPython.write(root, "python/parameters.py", "\ndef f(a, b, *, c=1):\n    pass\n");
        try (var python = TestingPython.in(root)) {
            assertProblem(python, "syntax", "f", 2, "SyntaxError");
            assertProblem(python, "imports", "f", 2, "No module named 'no_such_library'");
            assertProblem(python, "other", "f", 1, "python/imports.py:2");
            assertProblem(python, "names", "calculat", 0, "Function 'calculat' not found", "did you mean 'calculate'?");
            assertProblem(python, "parameters", "f", 2, "'d'", "does not take", "'b'", "needs");
        }
    }

    private static void assertProblem(TestingPython python, String file, String name, int line, String... texts) {
        assertThatThrownBy(() -> python.function("python/%s.py".formatted(file), name, "a", "d"))
                .as(file)
                .isInstanceOfSatisfying(
                        SourceException.class,
                        problem -> assertThat(problem.line()).as(file).isEqualTo(line))
                .message()
                .contains(texts);
    }

    @Test
    void inlineCodeAnswersByReturnByResultAsAnExpressionOrAsAFunction() throws Exception {
        try (var python = TestingPython.in(root)) {
            for (var code : List.of(
                    "return n * 2",
                    "import math\nresult = math.floor(n * 2)",
                    "n * 2",
                    "def twice(m):\n    return m\ndef double(n):\n    return n * 2",
                    "import asyncio\nawait asyncio.sleep(0)\nreturn n * 2",
                    "async def double(n):\n    return n * 2")) {
                assertThat(TestingPython.run(python.inline(code, "n"), Map.of("n", 21L)))
                        .as(code)
                        .isEqualTo(42L);
            }
        }
    }

    @Test
    void inlineCodeThatCannotAnswerIsRefusedWithItsLine() {
        try (var python = TestingPython.in(root)) {
            assertThatThrownBy(() -> python.inline("x = 1\nreturn x +\n"))
                    .isInstanceOfSatisfying(
                            SourceException.class,
                            problem -> assertThat(problem.line()).isEqualTo(2));
            assertThatThrownBy(() -> python.inline("x = 1")).hasMessageContaining("no result");
        }
    }

    @Test
    void aNamedFunctionIsCalledWhateverTheEndpointsName() throws Exception {
        TestingPython.write(root, "python/tools.py", "def real():\n    return 1\n");
        try (var python = TestingPython.in(root)) {
            var endpoint = python.language()
                    .prepare(new EndpointSource("tool", "", "python/tools.py", "real", List.of()), python.project());

            assertThat(TestingPython.run(endpoint, Map.of())).isEqualTo(1L);
        }
    }

    @Test
    void aFunctionThatReturnsAnAwaitableIsAwaited() throws Exception {
        TestingPython.write(
                root, "python/tools.py", "async def later():\n    return 'later'\n\ndef tool():\n    return later()\n");
        try (var python = TestingPython.in(root)) {
            assertThat(TestingPython.run(python.function("python/tools.py", "tool"), Map.of()))
                    .isEqualTo("later");
        }
    }
}
