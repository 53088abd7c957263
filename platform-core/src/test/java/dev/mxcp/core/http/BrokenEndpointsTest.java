package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.core.project.TaskDefinition;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code behind an endpoint that breaks lets nothing through: no answer, no word of its own, and no harm to others. */
@Timeout(60)
class BrokenEndpointsTest {

    private static final String SECRET = "hunter2";

    private final AtomicReference<Throwable> defect = new AtomicReference<>();
    private final TestingServer server = new TestingServer(new TestingProject()
            .tool("broken", _ -> broken())
            .task(TaskDefinition.PLAIN, "work", _ -> broken())
            .resource("data://broken", "text/plain", _ -> broken())
            .prompt("broken", _ -> broken())
            .completedPrompt("greet", "name", _ -> broken())
            .tool("whole", _ -> ok("still here")));

    private final TestingClient session = server.client();
    private final ModernClient modern = new ModernClient(server.http);

    @AfterEach
    void stop() {
        session.close();
        modern.close();
        server.close();
    }

    private Outcome broken() {
        BrokenEndpointsTest.<RuntimeException>raise(defect.get());
        return ok(SECRET);
    }

    @SuppressWarnings("unchecked") // what is thrown is not looked at
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    static Stream<Throwable> defects() {
        return Stream.of(
                new IllegalStateException(SECRET),
                new NoClassDefFoundError(SECRET),
                new ExceptionInInitializerError(SECRET),
                new StackOverflowError(SECRET),
                new AssertionError(SECRET),
                new OutOfMemoryError(SECRET),
                new Error(SECRET),
                new Exception(SECRET));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void nothingGetsThrough(Throwable thrown) {
        defect.set(thrown);
        var completion = Map.of(
                "ref", Map.of("type", "ref/prompt", "name", "greet"), "argument", Map.of("name", "name", "value", ""));
        var requests = Map.of(
                "tools/call", Map.of("name", "broken", "arguments", Map.of()),
                "resources/read", Map.of("uri", "data://broken"),
                "prompts/get", Map.of("name", "broken"),
                "completion/complete", completion);
        requests.forEach((method, params) -> {
            var old = session.post(modern.body(method, params).replaceAll("\"_meta\":\\{[^}]*}[^}]*}", "\"_meta\":{}"));
            assertBroken(method, old.body());
            assertBroken(method, modern.send(modern.request(method, params)).body());
        });
        assertOthersAreServed();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void norThroughATask(Throwable thrown) {
        defect.set(thrown);
        modern.with("clientCapabilities", Map.of("extensions", Map.of("io.modelcontextprotocol/tasks", Map.of())));
        var id = String.valueOf(modern.result(modern.call("work", Map.of())).get("taskId"));
        var task = modern.result(modern.request("tasks/get", Map.of("taskId", id)));
        while ("working".equals(task.get("status"))) {
            task = modern.result(modern.request("tasks/get", Map.of("taskId", id)));
        }
        assertThat(task.get("status")).isEqualTo("failed");
        assertThat(task.toString()).doesNotContain(SECRET, "Exception");
        assertOthersAreServed();
    }

    private void assertOthersAreServed() {
        assertThat(session.callTool("whole").toString()).contains("still here");
        assertThat(modern.text(modern.call("whole", Map.of()))).contains("still here");
    }

    private static void assertBroken(String method, String answer) {
        assertThat(answer)
                .as(method)
                .contains("internal error")
                .doesNotContain(SECRET, "Exception", "NoClassDef", "\tat ");
    }
}
