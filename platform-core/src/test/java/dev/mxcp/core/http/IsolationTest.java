package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.core.project.TaskDefinition;
import dev.mxcp.spi.InputRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many clients of both eras at once, each with marks of its own: nobody ever sees a mark of another. */
@Timeout(120)
class IsolationTest {

    private static final int CLIENTS = 16;
    private static final int CALLS = 40;
    private static final Pattern MARK = Pattern.compile("canary-[sm][0-9]+-");
    private static final Pattern SIDE = Pattern.compile("(left|right)_([0-9]+)");
    private static final String TASKS = "io.modelcontextprotocol/tasks";
    private static final InputRequest NAME =
            new InputRequest.Form("Who?", Map.of("properties", Map.of("name", Map.of("type", "string"))));

    private final TestingServer server = new TestingServer(project(1));
    private int number = 1;

    /** Two that follow one another serve the same, under numbers of their own. */
    private static TestingProject project(int number) {
        return new TestingProject(number)
                .tool("echo", IsolationTest::echo, "canary")
                .tool("ask", IsolationTest::ask)
                .task(TaskDefinition.PLAIN, "work", IsolationTest::echo)
                .tool("left_" + number, _ -> ok("left"))
                .tool("right_" + number, _ -> ok("right"))
                .toolset("left", "left_" + number)
                .toolset("right", "right_" + number);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Tells all that it knows of its caller, on the way and at the end. */
    private static Outcome echo(CallRequest request) {
        var mark = String.valueOf(request.arguments().get("canary"));
        var header = request.headers().getOrDefault("x-canary", "none");
        request.client().progress(1, null, mark + header);
        return ok(Map.of("argument", mark, "header", header));
    }

    private static Outcome ask(CallRequest request) {
        var header = request.headers().getOrDefault("x-canary", "none");
        return ok(header + request.client().ask(Map.of("name", NAME), Instant.MAX));
    }

    @Test
    void nobodySeesMarksOfAnotherWhileTheProjectIsReloaded() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, CLIENTS)
                    .<Callable<Void>>mapToObj(i ->
                            i % 2 == 0 ? () -> ofSessions("canary-s" + i + "-") : () -> stateless("canary-m" + i + "-"))
                    .toList();
            for (Future<Void> client : threads.invokeAll(all)) {
                client.get();
            }
        }
    }

    /** Now and then, on the thread of one of the clients, while the others go on. */
    private synchronized void reloadAt(int call) {
        if (call % 8 == 0) {
            number++;
            server.reload(project(number));
        }
    }

    /** Lists are kept for each toolset, and replaced while others read them. */
    @Test
    void noListIsOfAnotherToolsetOrOfTwoProjectsWhileTheProjectIsReloaded() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, CLIENTS)
                    .<Callable<Void>>mapToObj(i -> () -> listAgainAndAgain(i))
                    .toList();
            for (Future<Void> client : threads.invokeAll(all)) {
                client.get();
            }
        }
    }

    private Void listAgainAndAgain(int client) {
        var toolset = List.of("", "left", "right").get(client % 3);
        var path = toolset.isEmpty() ? "" : "/" + toolset;
        try (var modern = new ModernClient(server.http, path);
                var session = TestingClient.initialized(server.http, path)) {
            for (var i = 0; i < CALLS; i++) {
                var list = client % 2 == 0
                        ? modern.send(modern.request("tools/list", Map.of())).body()
                        : session.answer("tools/list", "{}").toString();
                assertIsOf(toolset, list);
                reloadAt(i + client);
            }
        }
        return null;
    }

    private static void assertIsOf(String toolset, String list) {
        var sides = new TreeSet<String>();
        var numbers = new TreeSet<String>();
        SIDE.matcher(list).results().forEach(found -> {
            sides.add(found.group(1));
            numbers.add(found.group(2));
        });
        assertThat(sides).as(list).isEqualTo(toolset.isEmpty() ? Set.of("left", "right") : Set.of(toolset));
        assertThat(numbers).as(list).hasSize(1);
        assertThat(list.contains("echo")).isEqualTo(toolset.isEmpty());
    }

    private Void ofSessions(String mark) {
        try (var client = server.client()) {
            for (var i = 0; i < CALLS; i++) {
                reloadAt(i);
                var params =
                        "{\"name\":\"echo\",\"arguments\":{\"canary\":\"%s%d\"},\"_meta\":{\"progressToken\":\"%s%d\"}}"
                                .formatted(mark, i, mark, i);
                var body = client.send(client.request()
                                .header("X-Canary", mark + "h" + i)
                                .POST(BodyPublishers.ofString(TestingClient.request(i, "tools/call", params))))
                        .body();
                assertOnly(mark, body);
                assertThat(body).contains("notifications/progress", mark + "h" + i, "\"id\":" + i);
            }
        }
        return null;
    }

    private Void stateless(String mark) {
        try (var client = new ModernClient(server.http)
                .with("clientCapabilities", Map.of("elicitation", Map.of(), "extensions", Map.of(TASKS, Map.of())))) {
            for (var i = 0; i < CALLS; i += 2) {
                client.with("progressToken", mark + i);
                var body = client.send(
                                client.call("echo", Map.of("canary", mark + i)).header("X-Canary", mark + "h" + i))
                        .body();
                assertOnly(mark, body);
                assertThat(body).contains("notifications/progress", mark + "h" + i);
                assertOnly(mark, answered(client, mark + i));
            }
        }
        return null;
    }

    private static String answered(ModernClient client, String mark) {
        var asked = client.result(client.call("ask", Map.of()).header("X-Canary", mark));
        var answers = Map.of("name", Map.of("action", "accept", "content", Map.of("name", mark)));
        var again = Map.of(
                "name",
                "ask",
                "requestState",
                asked.get("requestState"),
                "inputResponses",
                answers,
                "arguments",
                Map.of());
        var text = client.text(client.request("tools/call", again).header("X-Canary", mark));
        assertThat(text).contains(mark);
        return text;
    }

    @Test
    void whoeverListensHearsOfItsOwnTasksOnly() throws Exception {
        try (var one = taker();
                var other = taker()) {
            var mine = taskOf(one, "canary-m1-");
            var theirs = taskOf(other, "canary-m2-");
            assertThat(mine).isNotEqualTo(theirs);
            var wish = Map.of("notifications", Map.of("taskIds", List.of(mine)));
            try (var events = one.open(one.request("subscriptions/listen", wish))) {
                assertThat(events.next().data()).contains(mine).doesNotContain(theirs);
                var told = events.next().data();
                while (!told.contains("completed")) {
                    told = events.next().data();
                }
                assertOnly("canary-m1-", told);
            }
        }
    }

    private ModernClient taker() {
        return new ModernClient(server.http).with("clientCapabilities", Map.of("extensions", Map.of(TASKS, Map.of())));
    }

    private static String taskOf(ModernClient client, String mark) {
        return String.valueOf(client.result(client.call("work", Map.of()).header("X-Canary", mark))
                .get("taskId"));
    }

    private static void assertOnly(String mark, String text) {
        assertThat(MARK.matcher(text).results().map(found -> found.group()))
                .as(text)
                .isNotEmpty()
                .containsOnly(mark);
    }
}
