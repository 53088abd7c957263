package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.failed;
import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.core.project.TaskDefinition;
import dev.mxcp.spi.CallSuspended;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TasksOverHttpTest {

    private static final String EXTENSION = "io.modelcontextprotocol/tasks";
    private static final TaskDefinition REQUIRED = new TaskDefinition(true, Duration.ZERO, null, null, null);
    private static final TaskDefinition PATIENT = new TaskDefinition(false, Duration.ofMinutes(1), null, null, null);
    private static final Map<String, InputRequest> NAME = Map.of(
            "name",
            new InputRequest.Form("your name?", Map.of("properties", Map.of("name", Map.of("type", "string")))));

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final TestingServer server = new TestingServer(new TestingProject()
            .tool("plain", _ -> ok("plain"))
            .task(TaskDefinition.PLAIN, "slow", this::slow)
            .task(TaskDefinition.PLAIN, "failing", _ -> failed("no luck"))
            .task(TaskDefinition.PLAIN, "defect", _ -> new Outcome.Broken("0815"))
            .task(TaskDefinition.PLAIN, "asking", TasksOverHttpTest::ask)
            .task(PATIENT, "quick", _ -> ok("quick"))
            .task(PATIENT, "large", _ -> ok("x".repeat(200_000)))
            .task(PATIENT, "asking-first", TasksOverHttpTest::ask)
            .task(REQUIRED, "required", _ -> ok("done")));
    private ModernClient client;
    private ModernClient ordinary;

    @BeforeEach
    void connect() {
        ordinary = new ModernClient(server.http);
        client = new ModernClient(server.http)
                .with("clientCapabilities", Map.of("elicitation", Map.of(), "extensions", Map.of(EXTENSION, Map.of())));
    }

    @AfterEach
    void stop() {
        release.countDown();
        client.close();
        ordinary.close();
        server.close();
    }

    private Outcome slow(CallRequest request) {
        request.cancellation().onCancel(() -> {
            stopped.countDown();
            release.countDown();
        });
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ok("slow");
    }

    private static Outcome ask(CallRequest request) {
        try {
            return ok("answered: " + request.client().ask(NAME, Instant.now().plusSeconds(60)));
        } catch (CallSuspended e) {
            return new Outcome.Suspended(e.requests());
        } catch (PlatformException e) {
            return failed(e.userMessage());
        }
    }

    @Test
    void aTaskThatNeedsWhatItsClientDidNotDeclareFailsWithThat() throws Exception {
        client.with(
                "clientCapabilities",
                Map.of("elicitation", Map.of("url", Map.of()), "extensions", Map.of(EXTENSION, Map.of())));
        var required = Map.of("requiredCapabilities", Map.of("elicitation", Map.of("form", Map.of())));

        assertThat(awaitEnd(id(client.result(client.call("asking", Map.of())))))
                .containsEntry("status", "failed")
                .extracting("error")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("code", -32021L)
                .containsEntry("data", required);
        assertThat(client.error(client.call("asking-first", Map.of())))
                .containsEntry("code", -32021L)
                .containsEntry("data", required);
    }

    @Test
    void aClientThatTakesTasksGetsOneAndAsksForItsResult() throws Exception {
        var created = client.result(client.call("slow", Map.of()));
        assertThat(created)
                .containsEntry("resultType", "task")
                .containsEntry("status", "working")
                .containsEntry("ttlMs", 1_800_000L)
                .containsEntry("pollIntervalMs", 1000L)
                .doesNotContainKeys("result", "error", "inputRequests", "requestState");
        var id = id(created);
        assertThat(get(id)).containsEntry("resultType", "complete").containsEntry("status", "working");

        release.countDown();

        assertThat(awaitEnd(id).get("result").toString()).contains("slow", "isError=false", "resultType=complete");
    }

    @Test
    void aClientThatTakesNoTasksWaitsForTheResult() {
        release.countDown();

        assertThat(ordinary.result(ordinary.call("slow", Map.of())))
                .containsEntry("resultType", "complete")
                .doesNotContainKey("taskId");
        assertThat(client.result(client.call("plain", Map.of()))).containsEntry("resultType", "complete");
    }

    @Test
    void aClientThatTakesNoTasksIsToldWhatItLacks() {
        var refused = ordinary.error(ordinary.call("required", Map.of()));
        assertThat(refused).containsEntry("code", -32021L);
        assertThat(refused.get("data"))
                .isEqualTo(Map.of("requiredCapabilities", Map.of("extensions", Map.of(EXTENSION, Map.of()))));
        try (var session = server.client()) {
            assertThat(session.callTool("required").toString()).contains("isError=true", "only runs as a task");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/get", "tasks/update", "tasks/cancel"})
    void theirMethodsAreForClientsThatTakeTasks(String method) {
        var params = Map.of("taskId", "x", "inputResponses", Map.of());
        assertThat(ordinary.error(ordinary.request(method, params))).containsEntry("code", -32021L);
        assertThat(client.error(client.request(method, params))).containsEntry("code", -32602L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/list", "tasks/result"})
    void methodsOfEarlierTasksAreUnknown(String method) {
        assertThat(client.error(client.request(method, Map.of("taskId", "x")))).containsEntry("code", -32601L);
    }

    @Test
    void whatAToolFailsWithIsAResultAndADefectIsAnError() throws Exception {
        assertThat(awaitEnd(id(client.result(client.call("failing", Map.of())))).toString())
                .contains("status=completed", "isError=true", "no luck");
        assertThat(awaitEnd(id(client.result(client.call("defect", Map.of())))).toString())
                .contains("status=failed", "code=-32603", "0815")
                .doesNotContain("result=");
    }

    @Test
    void cancellingStopsTheWorkAndMayBeRepeated() throws Exception {
        var id = id(client.result(client.call("slow", Map.of())));

        for (var i = 0; i < 2; i++) {
            var answer = client.result(client.request("tasks/cancel", Map.of("taskId", id)));
            assertThat(answer).containsEntry("resultType", "complete").doesNotContainKey("status");
        }

        stopped.await();
        assertThat(get(id)).containsEntry("status", "cancelled").doesNotContainKey("result");
    }

    @Test
    void questionsWaitUntilTheClientAnswersThem() throws Exception {
        var id = id(client.result(client.call("asking", Map.of())));
        var asking = awaitStatus(id, "input_required");
        assertThat(asking.get("inputRequests").toString()).contains("elicitation/create", "your name?");

        var wrong = Map.of("taskId", id, "inputResponses", Map.of("name", 5));
        assertThat(client.error(client.request("tasks/update", wrong))).containsEntry("code", -32602L);
        var other = Map.of("taskId", id, "inputResponses", Map.of("other", 5));
        client.result(client.request("tasks/update", other));
        assertThat(get(id)).containsEntry("status", "input_required");
        var right = Map.of(
                "taskId",
                id,
                "inputResponses",
                Map.of("name", Map.of("action", "accept", "content", Map.of("name", "Ann"))));
        client.result(client.request("tasks/update", right));

        assertThat(awaitEnd(id).get("result").toString()).contains("Ann");
    }

    @Test
    void aClientThatIsKeptWaitingGetsAQuickResultOrAQuestionItself() {
        assertThat(client.text(client.call("quick", Map.of()))).contains("quick");
        assertThat(client.result(client.call("asking-first", Map.of())))
                .containsEntry("resultType", "input_required")
                .doesNotContainKey("taskId");
    }

    /** The limits for what clients send are not for what they get. */
    @Test
    void aQuickResultMayBeLargerThanARequest() {
        assertThat(client.text(client.call("large", Map.of()))).hasSizeGreaterThan(200_000);
    }

    @Test
    void moreTasksThanAllowedAreNotListenedTo() {
        var ids = Collections.nCopies(1001, "unknown");
        var wish = Map.of("notifications", Map.of("taskIds", ids));
        assertThat(client.error(client.request("subscriptions/listen", wish)).toString())
                .contains("-32602", "may hold at most 1000 ids");
    }

    @Test
    void whoeverListensIsToldHowItsTasksGoOn() throws Exception {
        var id = id(client.result(client.call("slow", Map.of())));
        var wish = Map.of("notifications", Map.of("taskIds", List.of(id, "unknown")));
        assertThat(ordinary.error(ordinary.request("subscriptions/listen", wish)))
                .containsEntry("code", -32021L);
        try (var events = client.open(client.request("subscriptions/listen", wish))) {
            assertThat(events.next().data()).contains("acknowledged", "\"taskIds\":[\"" + id + "\"]");
            assertThat(events.next().data()).contains("notifications/tasks", id, "\"status\":\"working\"");
            release.countDown();
            assertThat(events.next().data())
                    .contains("notifications/tasks", "\"status\":\"completed\"", "slow", "subscriptionId");
        }
    }

    private static String id(Map<String, Object> created) {
        return String.valueOf(created.get("taskId"));
    }

    private Map<String, Object> get(String id) {
        return client.result(client.request("tasks/get", Map.of("taskId", id)));
    }

    private Map<String, Object> awaitEnd(String id) throws Exception {
        return await(id, List.of("completed", "failed", "cancelled"));
    }

    private Map<String, Object> awaitStatus(String id, String status) throws Exception {
        return await(id, List.of(status));
    }

    private Map<String, Object> await(String id, List<String> wanted) throws Exception {
        var wish = Map.of("notifications", Map.of("taskIds", List.of(id)));
        try (var events = client.open(client.request("subscriptions/listen", wish))) {
            var told = events.next().data();
            while (wanted.stream().map("\"status\":\"%s\""::formatted).noneMatch(told::contains)) {
                told = events.next().data();
            }
        }
        return get(id);
    }
}
