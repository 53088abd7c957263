package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.message;
import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.http.TestingClient.Events;
import dev.mxcp.core.json.Json;
import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import dev.mxcp.core.mcp.StateSeal;
import dev.mxcp.core.mcp.StatelessSettings;
import dev.mxcp.core.mcp.TestingProject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of the stateless era that listen for changes. */
@Timeout(30)
class ListeningTest {

    private final AtomicReference<TestingProject> project = new AtomicReference<>(project("first", "text/plain"));
    /** Of the four that may listen, one caller gets two. */
    private final McpService service = new McpService(
            project::get,
            ServerInfo.of("mxcp", "1"),
            McpLimits.DEFAULT,
            StatelessSettings.of(StateSeal.ofProcess()).withMaxListeners(4));

    private final HttpServer server =
            HttpServer.start(HttpSettings.loopback(0).withLimits(TestingServer.LIMITS), service);
    private final ModernClient client = new ModernClient(server);

    private static TestingProject project(String tool, String mimeType) {
        return new TestingProject()
                .tool(tool, _ -> ok(null))
                .resource("data://a", mimeType, _ -> ok(null))
                .resource("data://row/{id}", "text/plain", _ -> ok(null), "id")
                .prompt("greet", _ -> message("user", "hi"));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close(Duration.ZERO);
    }

    private void reload(String tool, String mimeType) {
        project.set(project(tool, mimeType));
        service.generationChanged();
    }

    private Events listen(Map<String, ?> wishes) {
        return client.open(client.request("subscriptions/listen", Map.of("notifications", wishes)));
    }

    @SuppressWarnings("unchecked") // keys of a parsed JSON object are strings
    private static Map<String, Object> next(Events events) throws IOException {
        return (Map<String, Object>)
                TestingClient.object(Objects.requireNonNull(events.next()).data());
    }

    private static Map<String, Object> told(String method, Map<String, ?> params) {
        var all = new LinkedHashMap<String, Object>(params);
        all.put("_meta", Map.of("io.modelcontextprotocol/subscriptionId", 1L));
        return Map.of("jsonrpc", "2.0", "method", method, "params", all);
    }

    @Test
    void whatIsPromisedIsToldFirstThenWhatChangedAndNothingElse() throws Exception {
        try (var events = listen(Map.of("toolsListChanged", true, "promptsListChanged", false))) {
            assertThat(next(events))
                    .isEqualTo(told(
                            "notifications/subscriptions/acknowledged",
                            Map.of("notifications", Map.of("toolsListChanged", true))));
            reload("first", "text/csv");
            reload("second", "text/html");
            assertThat(next(events)).isEqualTo(told("notifications/tools/list_changed", Map.of()));
            service.resourceUpdated("data://a");
            reload("third", "text/html");
            assertThat(next(events)).isEqualTo(told("notifications/tools/list_changed", Map.of()));
        }
    }

    @Test
    void aReloadThatChangesNoListIsNotTold() throws Exception {
        var wishes = Map.of("toolsListChanged", true, "resourcesListChanged", true, "promptsListChanged", true);
        try (var events = listen(wishes)) {
            next(events);
            reload("first", "text/plain");
            reload("first", "text/csv");
            assertThat(next(events).get("method")).isEqualTo("notifications/resources/list_changed");
        }
    }

    @Test
    void resourcesThatWereSubscribedToAreToldWhenTheyChange() throws Exception {
        var uris = List.of("data://a", "data://row/1");
        try (var events = listen(Map.of("resourceSubscriptions", uris))) {
            assertThat(next(events).get("params").toString()).contains("data://a", "data://row/1");
            service.resourceUpdated("data://row/2");
            service.resourceUpdated("data://row/1");
            assertThat(next(events)).isEqualTo(told("notifications/resources/updated", Map.of("uri", "data://row/1")));
            reload("second", "text/csv");
            assertThat(next(events)).isEqualTo(told("notifications/resources/updated", Map.of("uri", "data://a")));
        }
    }

    @Test
    void aListeningStreamShowsThatItLives() throws Exception {
        try (var events = listen(Map.of())) {
            next(events);
            events.awaitComment();
            events.awaitComment();
        }
    }

    @Test
    void whoLeavesMakesRoomForAnother() throws Exception {
        try (var first = listen(Map.of());
                var second = listen(Map.of())) {
            next(first);
            next(second);
            var refused = client.send(client.request("subscriptions/listen", Map.of("notifications", Map.of())));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("too many clients listen already, in all or of this caller");
        }
        var third = CompletableFuture.supplyAsync(this::listenUntilThereIsRoom);
        assertThat(third.join()).containsEntry("method", "notifications/subscriptions/acknowledged");
    }

    /** Whether a client has left is found out by the next sign of life. */
    private Map<String, Object> listenUntilThereIsRoom() {
        try {
            while (true) {
                try (var events = listen(Map.of())) {
                    if (events.response.statusCode() == 200) {
                        return next(events);
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoListensWhenTheServerStopsIsToldThatItIsOverAtOnce() throws Exception {
        try (var events = listen(Map.of("toolsListChanged", true))) {
            next(events);
            server.close(Duration.ofMinutes(10));
            var end = next(events);
            assertThat(end.get("id")).isEqualTo(1L);
            assertThat(end.get("result").toString())
                    .contains("resultType=complete", "io.modelcontextprotocol/subscriptionId=1");
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void nobodyCanListenForUrisThatAreTooLong() {
        var uri = "data://row/" + "x".repeat(8192);
        assertThat(refusal(Map.of("notifications", Map.of("resourceSubscriptions", List.of(uri)))))
                .contains("-32602", "at most 8192 characters");
    }

    /** Whatever is in it: the request is kept for as long as the client listens. */
    @Test
    void aRequestToListenHasALimitedSize() {
        var many = IntStream.range(0, 1000)
                .mapToObj(i -> "data://row/" + "x".repeat(130) + i)
                .toList();
        assertThat(refusal(Map.of("notifications", Map.of("resourceSubscriptions", many))))
                .contains("-32602", "at most 131072 bytes");
        assertThat(refusal(Map.of("notifications", Map.of(), "other", "x".repeat(131072))))
                .contains("-32602", "at most 131072 bytes");
    }

    private String refusal(Map<String, ?> params) {
        return client.error(client.request("subscriptions/listen", params)).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{\"toolsListChanged\":1}",
                "{\"resourceSubscriptions\":[1]}",
                "{\"resourceSubscriptions\":\"data://a\"}"
            })
    void wishesThatAreNoneAreRefused(String wishes) throws Exception {
        var params = new HashMap<String, Object>();
        params.put("notifications", Json.read(wishes));
        assertThat(client.error(client.request("subscriptions/listen", params)).get("code"))
                .isEqualTo(-32602L);
    }
}
