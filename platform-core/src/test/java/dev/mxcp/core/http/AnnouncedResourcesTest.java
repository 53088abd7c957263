package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.http.TestingClient.Events;
import dev.mxcp.core.mcp.TestingProject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An endpoint tells that a resource has changed: whoever calls, clients of both eras hear of it. */
@Timeout(30)
class AnnouncedResourcesTest {

    private static final String UPDATED = "notifications/resources/updated";

    private final TestingServer server = new TestingServer(new TestingProject()
            .tool("touch", AnnouncedResourcesTest::touch, "uri")
            .resource("data://a", "text/plain", _ -> ok("a"))
            .resource("item://{id}", "text/plain", _ -> ok("item"), "id"));

    private final TestingClient session = server.client();
    private final ModernClient stateless = new ModernClient(server.http);

    private static Outcome touch(CallRequest request) {
        request.client().resourceUpdated(String.valueOf(request.arguments().get("uri")));
        return ok("touched");
    }

    @AfterEach
    void stop() {
        session.close();
        stateless.close();
        server.close();
    }

    private void touchInSession(String uri) {
        assertThat(session.answer("tools/call", "{\"name\":\"touch\",\"arguments\":{\"uri\":\"" + uri + "\"}}")
                        .toString())
                .contains("touched");
    }

    private void touchWithoutSession(String uri) {
        assertThat(stateless.text(stateless.call("touch", Map.of("uri", uri)))).contains("touched");
    }

    private Events listenWithoutSession(String... uris) {
        var wishes = Map.of("notifications", Map.of("resourceSubscriptions", List.of(uris)));
        return stateless.open(stateless.request("subscriptions/listen", wishes));
    }

    @Test
    void aClientOfASessionHearsOfWhatCallsOfBothErasAnnounce() throws Exception {
        session.answer("resources/subscribe", "{\"uri\":\"item://7\"}");
        try (var events = session.listen(null)) {
            events.next();
            touchWithoutSession("item://8");
            touchWithoutSession("item://7");
            assertThat(events.next().data()).contains(UPDATED, "item://7");
            touchInSession("data://a");
            touchInSession("item://7");
            assertThat(events.next().data()).contains(UPDATED, "item://7");
        }
    }

    @Test
    void aClientWithoutASessionHearsOfWhatCallsOfBothErasAnnounce() throws Exception {
        try (var events = listenWithoutSession("data://a", "item://7")) {
            events.next();
            touchInSession("item://8");
            touchInSession("item://7");
            assertThat(events.next().data()).contains(UPDATED, "item://7");
            touchWithoutSession("data://a");
            assertThat(events.next().data()).contains(UPDATED, "data://a");
        }
    }

    @Test
    void whatNobodyServesOrSubscribedToIsDropped() {
        touchInSession("nowhere://1");
        touchWithoutSession("not a URI");
    }
}
