package dev.mxcp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.HostileMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One way into a server: a method at an address. */
enum ServerDoor {
    INITIALIZE("POST /mcp", "", HostileMessages.INITIALIZE, 200),
    CALL("POST /mcp", "", sessionCall(), 200),
    CALL_WITHOUT_SESSION("POST /mcp", "", statelessCall(), 200),
    LISTEN("GET /mcp", "", "", 200),
    END("DELETE /mcp", "", "", 204),
    PREFLIGHT("OPTIONS /mcp", "", "", 204),
    TOOLSET_INITIALIZE("POST /mcp/few", "/few", HostileMessages.INITIALIZE, 200),
    TOOLSET_CALL("POST /mcp/few", "/few", sessionCall(), 200),
    TOOLSET_CALL_WITHOUT_SESSION("POST /mcp/few", "/few", statelessCall(), 200),
    TOOLSET_LISTEN("GET /mcp/few", "/few", "", 200),
    TOOLSET_END("DELETE /mcp/few", "/few", "", 204),
    TOOLSET_PREFLIGHT("OPTIONS /mcp/few", "/few", "", 204),
    OLD_STREAM("GET /sse", "", "", 200),
    OLD_STREAM_PREFLIGHT("OPTIONS /sse", "", "", 204),
    OLD_MESSAGE("POST " + LegacyEndpoint.MESSAGES, "", sessionCall(), 202),
    OLD_MESSAGE_PREFLIGHT("OPTIONS " + LegacyEndpoint.MESSAGES, "", "", 204);

    private final String line;
    private final String toolset;
    private final String body;
    private final int welcome;

    ServerDoor(String line, String toolset, String body, int welcome) {
        this.line = line;
        this.toolset = toolset;
        this.body = body;
        this.welcome = welcome;
    }

    private static String sessionCall() {
        return HostileMessages.request("tools/call", "\"name\":\"count\"");
    }

    private static String statelessCall() {
        return HostileMessages.stateless("tools/call", "\"name\":\"count\"");
    }

    Visit visit(TestingServer server) throws IOException {
        return new Visit(server);
    }

    /** @param headers of the request; without an origin there is nothing to ask before it */
    int welcome(String headers) {
        return line.startsWith("OPTIONS") && !headers.contains("Origin") ? 405 : welcome;
    }

    /** In front of the door, with a session that can be lost. */
    final class Visit implements AutoCloseable {

        private final TestingServer server;
        private final TestingClient session;
        private final @Nullable SseClient old;

        private Visit(TestingServer server) throws IOException {
            this.server = server;
            session = TestingClient.initialized(server.http, toolset);
            old = line.endsWith(LegacyEndpoint.MESSAGES) ? new SseClient(server.http) : null;
        }

        RawHttp.Answer knock(String headers) {
            var all = headers + "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
                    + "Access-Control-Request-Method: POST\r\n" + era();
            // a stream that is open would stay open
            return RawHttp.request(
                    server.http, address(), all, body.getBytes(StandardCharsets.UTF_8), ServerDoor::isOpenStream);
        }

        private String address() {
            return old == null ? line : line.replace(LegacyEndpoint.MESSAGES, old.address());
        }

        private String era() {
            if (body.equals(statelessCall())) {
                return "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: count\r\n";
            }
            return line.contains("/mcp") && !body.equals(HostileMessages.INITIALIZE)
                    ? "Mcp-Session-Id: " + session.session() + "\r\n"
                    : "";
        }

        void assertSessionLives() {
            assertThat(session.callTool("count").toString()).contains("isError=false");
            if (old != null) {
                old.ping();
            }
        }

        @Override
        public void close() throws IOException {
            session.send(session.request().DELETE());
            session.close();
            if (old != null) {
                old.close();
            }
        }
    }

    private static boolean isOpenStream(CharSequence answer) {
        var text = answer.toString();
        return text.contains("Content-Type: text/event-stream") && text.contains("\r\n\r\n");
    }
}
