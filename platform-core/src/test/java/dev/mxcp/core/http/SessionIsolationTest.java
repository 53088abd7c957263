package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.spi.InputRequest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What belongs to one session or one toolset, tried by many others at once: questions, cursors and subscriptions. */
@Timeout(120)
class SessionIsolationTest {

    private static final int CLIENTS = 16;
    private static final int ROUNDS = 15;
    private static final int TOOLS = 600;
    private static final Pattern MARK = Pattern.compile("canary-[0-9]+-");
    private static final Pattern QUESTION = Pattern.compile("\"id\":(\"[^\"]+\"|[0-9]+)");
    private static final Pattern NAME = Pattern.compile("\"name\":\"([ab])[0-9]+\"");
    private static final String ASKABLE =
            TestingClient.INITIALIZE.replace("\"capabilities\":{}", "\"capabilities\":{\"elicitation\":{}}");

    private final TestingServer server = new TestingServer(project());

    private static TestingProject project() {
        var project = new TestingProject()
                .tool("ask", SessionIsolationTest::ask, "mark")
                .resource("item://{id}", "text/plain", _ -> ok("text"), "id");
        for (var part : List.of("a", "b")) {
            IntStream.range(0, TOOLS).forEach(i -> project.tool(part + i, _ -> ok(null)));
            project.toolset(
                    part, IntStream.range(0, TOOLS).mapToObj(i -> part + i).toArray(String[]::new));
        }
        return project;
    }

    private static Outcome ask(CallRequest request) {
        var question = new InputRequest.Form(
                "Who is " + request.arguments().get("mark") + "?",
                Map.of("properties", Map.of("name", Map.of("type", "string"))));
        return ok(request.client()
                .ask(Map.of("name", question), Instant.now().plusSeconds(60))
                .toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void together(IntFunction<Callable<Void>> client) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, CLIENTS).mapToObj(client).toList();
            for (Future<Void> one : threads.invokeAll(all)) {
                one.get();
            }
        }
    }

    private static void assertOnly(String mark, String text) {
        assertThat(MARK.matcher(text).results().map(found -> found.group()))
                .as(text)
                .isNotEmpty()
                .containsOnly(mark);
    }

    @Test
    void aQuestionGoesToWhoCausedItAndIsAnsweredByNobodyElse() throws Exception {
        var questions = Collections.synchronizedList(new ArrayList<String>());
        together(i -> () -> {
            try (var client = TestingClient.initialized(server.http, "", ASKABLE)) {
                for (var round = 0; round < ROUNDS; round++) {
                    answerOwnQuestion(client, "canary-" + i + "-", questions);
                }
            }
            return null;
        });
        assertThat(questions).hasSize(CLIENTS * ROUNDS).doesNotHaveDuplicates();
    }

    /** Meanwhile it answers the questions of all others, as far as it has heard of them. */
    private static void answerOwnQuestion(TestingClient client, String mark, List<String> questions)
            throws IOException {
        var params = "{\"name\":\"ask\",\"arguments\":{\"mark\":\"" + mark + "\"}}";
        var call = client.request().POST(BodyPublishers.ofString(TestingClient.request(1, "tools/call", params)));
        try (var events = client.open(call)) {
            var asked = firstMessage(events);
            assertOnly(mark, asked);
            var question = QUESTION.matcher(asked);
            assertThat(question.find()).as(asked).isTrue();
            for (var foreign : List.copyOf(questions)) {
                answer(client, foreign, mark + "evil");
            }
            questions.add(question.group(1));
            answer(client, question.group(1), mark + "good");
            var result = events.next().data();
            assertOnly(mark, result);
            assertThat(result).contains(mark + "good").doesNotContain("evil");
        }
    }

    private static String firstMessage(TestingClient.Events events) throws IOException {
        var data = events.next().data();
        return data.isEmpty() ? events.next().data() : data;
    }

    private static void answer(TestingClient client, String question, String name) {
        var answer = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"%s\"}}}";
        assertThat(client.post(answer.formatted(question, name)).statusCode()).isEqualTo(202);
    }

    @Test
    void aCursorOpensTheListItWasMadeForAndNoOther() {
        try (var a = TestingClient.initialized(server.http, "/a");
                var b = TestingClient.initialized(server.http, "/b");
                var all = server.client();
                var modern = new ModernClient(server.http, "/b")) {
            var cursor = cursor(list(a, null));

            assertThat(list(a, cursor)).containsPattern(NAME);
            for (var other : List.of(b, all)) {
                assertThat(list(other, cursor)).contains("-32602", "unknown cursor");
            }
            assertThat(a.post(TestingClient.request(1, "prompts/list", "{\"cursor\":\"" + cursor + "\"}"))
                            .body())
                    .contains("-32602");
            assertThat(modern.error(modern.request("tools/list", Map.of("cursor", cursor))))
                    .containsEntry("code", -32602L);
        }
    }

    @Test
    void whoeverTurnsPagesSeesThoseOfItsOwnPartOnly() throws Exception {
        together(i -> () -> {
            var part = i % 2 == 0 ? "a" : "b";
            try (var client = TestingClient.initialized(server.http, "/" + part)) {
                for (var round = 0; round < ROUNDS; round++) {
                    assertThat(namesOnAllPages(client)).hasSize(TOOLS).containsOnly(part);
                }
            }
            return null;
        });
    }

    private static List<String> namesOnAllPages(TestingClient client) {
        var names = new ArrayList<String>();
        String cursor = null;
        do {
            var page = list(client, cursor);
            NAME.matcher(page).results().forEach(found -> names.add(found.group(1)));
            cursor = page.contains("nextCursor") ? cursor(page) : null;
        } while (cursor != null);
        return names;
    }

    private static String list(TestingClient client, String cursor) {
        var params = cursor == null ? "{}" : "{\"cursor\":\"" + cursor + "\"}";
        return client.post(TestingClient.request(1, "tools/list", params)).body();
    }

    private static String cursor(String page) {
        var found = Pattern.compile("\"nextCursor\":\"([^\"]+)\"").matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    @Test
    void whoeverSubscribedHearsOfItsOwnResourceOnly() throws Exception {
        var listening = new CountDownLatch(CLIENTS);
        var heard = new CountDownLatch(CLIENTS);
        together(i -> () -> {
            var mark = "canary-" + i + "-";
            try (var events = i % 2 == 0 ? ofSession(mark) : stateless(mark)) {
                listening.countDown();
                listening.await();
                for (var round = 0; round < ROUNDS; round++) {
                    server.service.resourceUpdated("item://" + mark);
                    assertThat(events.next().data()).contains("\"uri\":\"item://" + mark + "\"");
                }
                heard.countDown();
                heard.await();
                server.service.resourceUpdated("item://" + mark + "end");
                assertThat(events.next().data())
                        .as("nothing was told of what others caused")
                        .contains("\"uri\":\"item://" + mark + "end\"");
            }
            return null;
        });
    }

    private TestingClient.Events ofSession(String mark) throws IOException {
        var client = server.client();
        client.answer("resources/subscribe", "{\"uri\":\"item://" + mark + "\"}");
        client.answer("resources/subscribe", "{\"uri\":\"item://" + mark + "end\"}");
        var events = client.listen(null);
        events.next();
        return events;
    }

    private TestingClient.Events stateless(String mark) throws IOException {
        var client = new ModernClient(server.http);
        var wish = Map.of(
                "notifications", Map.of("resourceSubscriptions", List.of("item://" + mark, "item://" + mark + "end")));
        var events = client.open(client.request("subscriptions/listen", wish));
        assertOnly(mark, events.next().data());
        return events;
    }
}
