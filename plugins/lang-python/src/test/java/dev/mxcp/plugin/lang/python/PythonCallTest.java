package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.CallSuspended;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a function knows of its call, and what it may ask for. */
class PythonCallTest {

    private static final String WHO = """
            import asyncio, os, threading, time
            from mxcp.sdk.auth.context import get_user_context

            def name():
                user = get_user_context()
                return user.username if user else None

            def who(pause):
                time.sleep(pause)
                return name()

            async def who_async(pause):
                await asyncio.sleep(pause)
                first = name()
                return [first, await asyncio.to_thread(name)]
            """;

    @TempDir
    private Path root;

    @Test
    void usersAreNeverCrossed() throws Exception {
        TestingPython.write(root, "python/who.py", WHO);
        try (var python = TestingPython.in(root);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sync = python.function("python/who.py", "who", "pause");
            var async = python.function("python/who.py", "who_async", "pause");
            var answers = IntStream.range(0, 200)
                    .<Future<?>>mapToObj(number -> threads.submit(() -> TestingPython.run(
                            number % 2 == 0 ? sync : async,
                            Map.of("pause", 0.001 * (number % 7)),
                            TestingCallContext.anonymous().as(user(number)))))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                var name = "user-" + i;
                assertThat(answers.get(i).get()).isEqualTo(i % 2 == 0 ? name : List.of(name, name));
            }
            assertThat(TestingPython.run(sync, Map.of("pause", 0.0))).isNull();
        }
    }

    private static Identity user(int number) {
        return Identity.builder("test").username("user-" + number).build();
    }

    @Test
    void aContextVariableOfOneCallIsNotSeenByTheNext() throws Exception {
        TestingPython.write(root, "python/variable.py", """
                from contextvars import ContextVar
                seen = ContextVar("seen", default="nothing")

                def remember(text):
                    before = seen.get()
                    seen.set(text)
                    return before
                """);
        var config = new PythonConfig(null, null, 1, null, null, null, null, null, null, null, null, null);
        try (var python = TestingPython.in(root, config)) {
            var remember = python.function("python/variable.py", "remember", "text");
            TestingPython.run(remember, Map.of("text", "secret of one"));

            assertThat(TestingPython.run(remember, Map.of("text", "x"))).isEqualTo("nothing");
        }
    }

    @Test
    void aWorkerSeesOnlyTheVariablesThatAreAllowed() throws Exception {
        TestingPython.write(
                root,
                "python/variables.py",
                "import os\n\ndef seen(name):\n    return os.environ.get(name)\n\ndef folder():\n    return os.getcwd()\n");
        var environment = Map.of(
                "PATH",
                System.getenv("PATH"),
                "HOME",
                System.getenv("HOME"),
                "API_KEY",
                "k",
                "APP_ONE",
                "1",
                "LC_ALL",
                "C");
        var config =
                new PythonConfig(null, null, null, null, null, null, null, null, null, List.of("APP_*"), null, null);
        try (var python = TestingPython.in(root, config, environment)) {
            var seen = python.function("python/variables.py", "seen", "name");

            assertThat(TestingPython.run(seen, Map.of("name", "API_KEY"))).isNull();
            assertThat(TestingPython.run(seen, Map.of("name", "APP_ONE"))).isEqualTo("1");
            assertThat(TestingPython.run(seen, Map.of("name", "LC_ALL"))).isEqualTo("C");
            assertThat(TestingPython.run(python.function("python/variables.py", "folder"), Map.of()))
                    .isEqualTo(root.toRealPath().toString());
        }
    }

    @Test
    void secretsComeByNameAndTheConfigurationIsHidden() throws Exception {
        TestingPython.write(root, "python/secrets_of.py", """
                from mxcp.runtime import config

                def secret(name):
                    return config.get_secret(name)

                def setting(name):
                    return config.get_setting(name)
                """);
        try (var python = TestingPython.in(root)) {
            var secret = python.function("python/secrets_of.py", "secret", "name");
            var setting = python.function("python/secrets_of.py", "setting", "name");

            assertThat(TestingPython.run(secret, Map.of("name", "api"))).isEqualTo(Map.of("key", "sesame"));
            assertThat(TestingPython.run(secret, Map.of("name", "other"))).isNull();
            assertThat(TestingPython.run(setting, Map.of("name", "project"))).isEqualTo("test");
            assertThat(TestingPython.run(setting, Map.of("name", "hidden"))).isEqualTo("***");
        }
    }

    @Test
    void whatAQuestionToTheClientEndsWithPassesThroughTheFunction() throws Exception {
        TestingPython.write(root, "python/asks.py", """
                from mxcp import _bridge
                after = []

                def asks():
                    try:
                        return _bridge.request("elicit", message="sure?", schema={})
                    except Exception:
                        return "swallowed"
                    finally:
                        after.append(1)

                def cleaned():
                    return len(after)
                """);
        try (var python = TestingPython.in(root)) {
            var suspended = new CallSuspended(Map.of());
            var call = new Asked(TestingCallContext.anonymous(), suspended);
            var asks = python.function("python/asks.py", "asks");

            assertThatThrownBy(() -> TestingPython.run(asks, Map.of(), call)).isSameAs(suspended);
            assertThat(TestingPython.run(python.function("python/asks.py", "cleaned"), Map.of()))
                    .isEqualTo(1L);
        }
    }

    @Test
    void aRefusalIsAnErrorThatTheFunctionMayCatch() throws Exception {
        TestingPython.write(root, "python/asks.py", """
                from mxcp.runtime import db

                def caught():
                    try:
                        db.execute("SELECT 1")
                    except RuntimeError as problem:
                        return str(problem)

                def passed():
                    db.execute("SELECT 1")
                """);
        try (var python = TestingPython.in(root)) {
            assertThat(TestingPython.run(python.function("python/asks.py", "caught"), Map.of()))
                    .isEqualTo("there is no other source in a test");
            assertThatThrownBy(() -> TestingPython.run(python.function("python/asks.py", "passed"), Map.of()))
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            failure -> assertThat(failure.code()).isEqualTo(PlatformException.Code.UNSUPPORTED));
        }
    }

    /** A call whose question is answered later, in another run. */
    private record Asked(TestingCallContext call, CallSuspended suspended) implements Delegating {
        @Override
        public CallContext.ElicitAnswer elicit(String message, Map<String, ?> schema) {
            throw suspended;
        }
    }
}
