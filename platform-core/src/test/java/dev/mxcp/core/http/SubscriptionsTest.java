package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.TestingProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionsTest {

    private final TestingServer server = new TestingServer(project());
    private final TestingClient client = server.client();

    private static TestingProject project() {
        return new TestingProject()
                .resource("data://a", "text/plain", _ -> ok("a"))
                .resource("data://b", "text/plain", _ -> ok("b"))
                .resource("item://{id}", "text/plain", _ -> ok("c"), "id");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aClientHearsOfTheResourcesItSubscribedToAndOfNoOther() throws Exception {
        subscribe("data://a");
        subscribe("item://7");
        try (var events = client.listen(null)) {
            events.next();
            server.service.resourceUpdated("data://b");
            server.service.resourceUpdated("item://8");
            server.service.resourceUpdated("item://7");
            assertThat(events.next().data()).contains("notifications/resources/updated", "item://7");
        }
    }

    @Test
    void itHearsNothingAfterItUnsubscribed() throws Exception {
        subscribe("data://a");
        subscribe("data://b");
        client.answer("resources/unsubscribe", "{\"uri\":\"data://a\"}");
        try (var events = client.listen(null)) {
            events.next();
            server.service.resourceUpdated("data://a");
            server.service.resourceUpdated("data://b");
            assertThat(events.next().data()).contains("data://b");
        }
    }

    @Test
    void aResourceThatIsServedInAnotherWayAfterAReloadIsTold() throws Exception {
        subscribe("data://a");
        subscribe("data://b");
        try (var events = client.listen(null)) {
            events.next();
            server.reload(project().resource("data://c", "text/plain", _ -> ok("c")));
            assertThat(events.next().data()).contains("resources/list_changed");
            server.reload(new TestingProject(2)
                    .resource("data://a", "text/plain", _ -> ok("a"))
                    .resource("data://b", "text/html", _ -> ok("b")));
            assertThat(events.next().data() + events.next().data())
                    .contains("resources/list_changed", "resources/updated", "data://b")
                    .doesNotContain("data://a");
        }
    }

    @Test
    void onlyResourcesThatAreThereCanBeSubscribedTo() {
        assertThat(client.answer("resources/subscribe", "{\"uri\":\"data://none\"}")
                        .toString())
                .contains("Unknown resource");
    }

    @Test
    void oneSessionHasALimitedNumberOfSubscriptions() {
        for (var i = 0; i < 1000; i++) {
            subscribe("item://" + i);
        }
        assertThat(client.answer("resources/subscribe", "{\"uri\":\"item://more\"}")
                        .toString())
                .contains("1000");
        subscribe("item://1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resources/subscribe", "resources/unsubscribe", "resources/read"})
    void aUriHasALimitedLength(String method) {
        var longest = "item://" + "x".repeat(8192 - "item://".length());
        assertThat(client.answer(method, "{\"uri\":\"" + longest + "\"}").get("error"))
                .isNull();
        assertThat(client.answer(method, "{\"uri\":\"" + longest + "x\"}").toString())
                .contains("-32602", "at most 8192 characters")
                .hasSizeLessThan(500);
    }

    @Test
    void aUriToCompleteHasALimitedLength() {
        var params =
                "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"%s\"},\"argument\":{\"name\":\"id\",\"value\":\"\"}}";
        assertThat(client.answer("completion/complete", params.formatted("x".repeat(8193)))
                        .toString())
                .contains("-32602", "at most 8192 characters");
    }

    @Test
    void aServerWithoutSessionsSaysThatItTellsNothing() {
        try (var stateless = TestingServer.stateless(project());
                var caller = new TestingClient(stateless.http)) {
            assertThat(caller.post(TestingClient.request(1, "resources/subscribe", "{\"uri\":\"data://a\"}"))
                            .body())
                    .contains("keeps no sessions");
            assertThat(caller.post(TestingClient.INITIALIZE).body()).doesNotContain("subscribe");
        }
    }

    private void subscribe(String uri) {
        assertThat(client.answer("resources/subscribe", "{\"uri\":\"" + uri + "\"}")
                        .toString())
                .isEqualTo("{jsonrpc=2.0, id=1, result={}}");
    }
}
