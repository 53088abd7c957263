package dev.mxcp.core.http;

import static dev.mxcp.core.http.TestingClient.request;
import static dev.mxcp.core.mcp.TestingProject.failed;
import static dev.mxcp.core.mcp.TestingProject.message;
import static dev.mxcp.core.mcp.TestingProject.ok;
import static dev.mxcp.core.mcp.TestingProject.structured;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.type.TypeDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one client sees of one request. */
class McpEndpointTest {

    private static final String SECRET = "jdbc:postgresql://db/?password=hunter2";

    private static TestingServer server;
    private TestingClient client;

    @BeforeAll
    static void start() {
        var returns = TypeDefinition.builder(TypeDefinition.Base.OBJECT, Location.of("x.yml"))
                .build();
        server = new TestingServer(new TestingProject()
                .tool("hello", request -> ok("Hello " + request.arguments().get("name")), "name")
                .tool("rows", _ -> ok(List.of(Map.of("id", 1L), Map.of("id", 2L))))
                .tool("nothing", _ -> ok(null))
                .tool("sorry", _ -> failed("no such customer"))
                .tool("denied", _ -> new Outcome.Denied("rule 1", "too big"))
                .tool("broken", request -> new Outcome.Broken(request.requestId()))
                .tool("throws", _ -> {
                    throw new IllegalStateException(SECRET);
                })
                .tool("unwritable", _ -> ok(Map.of("thread", new Unwritable())))
                .tool(
                        "headers",
                        request -> ok(String.join(",", request.headers().keySet())))
                .tool("caller", request -> ok(request.identity() + " by " + request.transport()))
                .tool("progress", McpEndpointTest::progress)
                .toolReturning(returns, "typed", _ -> {
                    var value = new java.util.LinkedHashMap<String, Object>();
                    value.put("total", 3L);
                    value.put("gone", null);
                    return structured(value);
                })
                .resource("data://static", "application/json", _ -> ok(Map.of("a", 1L)))
                .resource("data://image", "image/png", _ -> ok("AAEC"))
                .resource(
                        "data://row/{id}",
                        "text/plain",
                        r -> ok("row " + r.arguments().get("id")),
                        "id")
                .resource("data://denied", "text/plain", _ -> new Outcome.Denied("rule 1", "not yours"))
                .prompt(
                        "greet",
                        request ->
                                message("system", "Greet " + request.arguments().get("who")),
                        "who"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        client = server.client();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private static Outcome progress(CallRequest request) {
        request.client().progress(1, 2.0, "half");
        return ok("done");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-05, 2024-11-05",
        "2025-03-26, 2025-03-26",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "1999-01-01, 2025-11-25"
    })
    void initializeAgreesOnARevisionThatBothSpeak(String wanted, String agreed) {
        var answer = client.post(TestingClient.INITIALIZE.replace("2025-11-25", wanted));

        assertThat(answer.body())
                .contains("\"protocolVersion\":\"" + agreed + "\"")
                .contains("\"name\":\"mxcp\"");
    }

    @Test
    void aToolAnswersWithPlainJsonWhenNothingComesBeforeTheAnswer() {
        var answer = client.post(request(1, "tools/call", "{\"name\":\"hello\",\"arguments\":{\"name\":\"Ada\"}}"));

        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"Hello Ada\"}],\"isError\":false}}");
    }

    @Test
    void aToolThatReportsProgressAnswersWithAStreamOfEvents() {
        var answer = client.post(TestingClient.callTool(1, "progress"));

        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(answer.body().indexOf("notifications/progress"))
                .isBetween(0, answer.body().indexOf("\"result\""));
    }

    @Test
    void everyElementOfAListIsABlockOfItsOwn() {
        assertThat(client.callTool("rows").get("content"))
                .isEqualTo(List.of(
                        Map.of("type", "text", "text", "{\n  \"id\": 1\n}"),
                        Map.of("type", "text", "text", "{\n  \"id\": 2\n}")));
        assertThat(client.callTool("nothing").get("content")).isEqualTo(List.of());
    }

    @Test
    void aTypedAnswerIsStructuredAndKeepsItsNulls() {
        var structured = (Map<?, ?>) client.callTool("typed").get("structuredContent");

        assertThat(structured.get("total")).isEqualTo(3L);
        assertThat(structured.containsKey("gone")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sorry | Error executing tool sorry: no such customer",
                "denied | Error executing tool denied: Policy enforcement failed: too big",
                "hello | Error executing tool hello: Required parameter missing: name",
            })
    void whatACallerCanUnderstandIsAResultWithAnErrorFlag(String tool, String message) {
        var result = client.callTool(tool);

        assertThat(result.get("isError")).isEqualTo(true);
        assertThat(result.get("content")).isEqualTo(List.of(Map.of("type", "text", "text", message)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "throws", "unwritable"})
    void aDefectShowsARequestIdAndNothingElse(String tool) {
        var answer = client.post(TestingClient.callTool(5, tool));

        assertThat(answer.body())
                .matches("\\{\"jsonrpc\":\"2.0\",\"id\":5,\"error\":\\{\"code\":-32603,"
                        + "\"message\":\"internal error, request [0-9a-f]{32}\"}}");
    }

    @Test
    void unknownThingsGetTheErrorsOfTheProtocol() {
        assertThat(error("tools/call", "{\"name\":\"nope\"}"))
                .containsEntry("code", -32602L)
                .containsEntry("message", "Unknown tool: nope");
        assertThat(error("prompts/get", "{\"name\":\"nope\"}")).containsEntry("code", -32602L);
        assertThat(error("resources/read", "{\"uri\":\"nope://x\"}"))
                .containsEntry("code", -32002L)
                .containsEntry("data", Map.of("uri", "nope://x"));
        assertThat(error("nope/nope", "{}")).containsEntry("code", -32601L);
        assertThat(error("tools/call", "{}")).containsEntry("code", -32602L);
        assertThat(error("tools/call", "{\"name\":\"hello\",\"arguments\":[]}")).containsEntry("code", -32602L);
        assertThat(error("prompts/get", "{\"name\":\"greet\"}")).containsEntry("code", -32602L);
        assertThat(error("logging/setLevel", "{\"level\":\"loud\"}")).containsEntry("code", -32602L);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> error(String method, String params) {
        return (Map<String, Object>) client.answer(method, params).get("error");
    }

    @Test
    void resourcesAreReadAsTextJsonOrBinary() {
        assertThat(contents("data://static"))
                .isEqualTo(Map.of("uri", "data://static", "mimeType", "application/json", "text", "{\n  \"a\": 1\n}"));
        assertThat(contents("data://image"))
                .isEqualTo(Map.of("uri", "data://image", "mimeType", "image/png", "blob", "AAEC"));
        assertThat(contents("data://row/7"))
                .isEqualTo(Map.of("uri", "data://row/7", "mimeType", "text/plain", "text", "row 7"));
        assertThat(error("resources/read", "{\"uri\":\"data://denied\"}"))
                .containsEntry("message", "Error reading resource data://denied: Policy enforcement failed: not yours");
    }

    private Object contents(String uri) {
        var result = (Map<?, ?>) client.answer("resources/read", "{\"uri\":\"%s\"}".formatted(uri))
                .get("result");
        return ((List<?>) result.get("contents")).getFirst();
    }

    @Test
    void staticResourcesAndTemplatesAreListedApart() {
        assertThat(client.answer("resources/list", "{}").toString())
                .contains("data://static")
                .doesNotContain("{id}");
        assertThat(client.answer("resources/templates/list", "{}").toString())
                .contains("uriTemplate=data://row/{id}")
                .doesNotContain("data://static");
    }

    @Test
    void aPromptThatSpeaksAsTheSystemReachesTheModelAsTheUser() {
        var result = (Map<?, ?>) client.answer("prompts/get", "{\"name\":\"greet\",\"arguments\":{\"who\":\"Ada\"}}")
                .get("result");

        assertThat(result.get("messages"))
                .isEqualTo(List.of(Map.of("role", "user", "content", Map.of("type", "text", "text", "Greet Ada"))));
    }

    @Test
    void aToolIsListedWithAllThatIsKnownOfIt() {
        var result = (Map<?, ?>) client.answer("tools/list", "{}").get("result");
        var hello = (Map<?, ?>) ((List<?>) result.get("tools")).getFirst();

        assertThat(hello.get("name")).isEqualTo("hello");
        assertThat(hello.get("title")).isEqualTo("Title of hello");
        assertThat(hello.get("annotations")).isEqualTo(Map.of("readOnlyHint", true));
        assertThat(hello.get("_meta")).isEqualTo(Map.of("dev.mxcp/tags", List.of("testing")));
        assertThat(((Map<?, ?>) hello.get("inputSchema")).get("required")).isEqualTo(List.of("name"));
    }

    @Test
    void credentialsNeverReachAnEndpoint() {
        var answer = client.send(client.request()
                .header("Authorization", "Bearer secret")
                .header("Cookie", "a=b")
                .header("X-Api-Key", "secret")
                .header("Private-Token", "secret")
                .header("Cf-Access-Jwt-Assertion", "secret")
                .header("X-Vault-Secret", "secret")
                .header("X-Tenant", "blue")
                .POST(BodyPublishers.ofString(TestingClient.callTool(1, "headers"))));

        assertThat(answer.body())
                .contains("x-tenant")
                .doesNotContain("authorization")
                .doesNotContain("cookie")
                .doesNotContain("x-api-key")
                .doesNotContain("private-token")
                .doesNotContain("assertion")
                .doesNotContain("x-vault-secret")
                .doesNotContain("mcp-session-id");
    }

    @Test
    void aCallerIsNobodyInParticular() {
        assertThat(client.callTool("caller").toString()).contains("anonymous by http");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | -32700",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} x | -32700",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"} | -32700",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}] | -32600",
                "\"ping\" | -32600",
                "null | -32600",
                "{\"id\":1,\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[1]} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1} | -32600",
            })
    void whatIsNotOneMessageIsRefused(String body, long code) {
        var answer = client.post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(((Map<?, ?>) TestingClient.object(answer.body()).get("error")).get("code"))
                .isEqualTo(code);
    }

    @Test
    void aMessageThatIsNestedTooDeepIsRefused() {
        var answer = client.post(request(1, "ping", "{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("nested deeper than 32 levels");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherItsLengthIsAnnouncedOrNot() {
        var large = request(1, "ping", "{\"a\":\"" + "x".repeat(70_000) + "\"}");
        var bytes = large.getBytes(StandardCharsets.UTF_8);
        var chunked = client.request().POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));

        assertThat(client.post(large).statusCode()).isEqualTo(413);
        assertThat(client.send(chunked).statusCode()).isEqualTo(413);
    }

    @Test
    void whoeverSendsTooMuchStillLearnsWhy() throws IOException {
        var chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        var bodies = List.of(
                "Content-Length: 250000\r\n\r\n" + "x".repeat(250_000),
                "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(15) + "0\r\n\r\n");
        for (var body : bodies) {
            for (var i = 0; i < 20; i++) {
                assertThat(raw("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + body))
                        .startsWith("HTTP/1.1 413");
            }
        }
    }

    @Test
    void whatIsLeftOfABodyThatIsTooLargeIsNotTakenForARequest() throws IOException {
        var smuggled = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";
        var request = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Expect: 100-continue\r\nContent-Length: 250000\r\n\r\n" + smuggled;
        var answers = new ByteArrayOutputStream();
        try (var socket = new Socket("127.0.0.1", server.http.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(answers);
        } catch (SocketException closed) {
            // with something unread, as it should be
        }
        assertThat(answers.toString(StandardCharsets.US_ASCII)).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void whoeverAsksBeforeSendingTooMuchIsToldAtOnce() throws IOException {
        assertThat(raw("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Expect: 100-continue\r\nContent-Length: 250000\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void aBrowserMayCallForAPageOfAnAllowedOrigin() {
        var preflight = client.send(client.request()
                .header("Origin", "http://localhost:3000")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,mcp-session-id,x-tenant")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .contains("http://localhost:3000");
        assertThat(preflight.headers().firstValue("access-control-allow-methods"))
                .contains("GET, POST, DELETE");
        assertThat(preflight.headers().firstValue("access-control-allow-headers"))
                .contains("content-type,mcp-session-id,x-tenant");
        assertThat(preflight.headers().firstValue("vary")).contains("Origin");

        var answer = client.send(client.request()
                .header("Origin", "http://localhost:3000")
                .POST(BodyPublishers.ofString(TestingClient.INITIALIZE)));
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("http://localhost:3000");
        assertThat(answer.headers().firstValue("access-control-expose-headers")).contains("Mcp-Session-Id");
        assertThat(answer.headers().firstValue("access-control-allow-credentials"))
                .isEmpty();

        var refused = client.send(
                client.request().header("Origin", "http://localhost:3000").POST(BodyPublishers.ofString("{")));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("access-control-allow-origin")).contains("http://localhost:3000");

        var stream = client.send(client.request()
                .header("Origin", "http://localhost:3000")
                .POST(BodyPublishers.ofString(TestingClient.callTool(1, "progress"))));
        assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(stream.headers().firstValue("access-control-allow-origin")).contains("http://localhost:3000");
    }

    @Test
    void aBrowserMayNotCallForAPageOfAnotherOrigin() {
        var preflight = client.send(client.request()
                .header("Origin", "http://evil.example.com")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(403);
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .isEmpty();

        var plain = client.send(client.request().method("OPTIONS", BodyPublishers.noBody()));
        assertThat(plain.statusCode()).isEqualTo(405);
        assertThat(client.post(request(1, "ping", "{}")).headers().firstValue("access-control-allow-origin"))
                .isEmpty();
    }

    @Test
    void headersThatCannotBeRightAreRefused() {
        assertThat(status(client.request().setHeader("Content-Type", "text/plain")))
                .isEqualTo(415);
        assertThat(status(client.request().setHeader("Accept", "application/json")))
                .isEqualTo(406);
        assertThat(status(client.request().setHeader("Accept", "text/event-stream")))
                .isEqualTo(406);
        assertThat(status(client.request().setHeader("Accept", "*/*"))).isEqualTo(200);
        assertThat(status(client.request().setHeader("Accept", "application/*;q=1, text/event-stream")))
                .isEqualTo(200);
        assertThat(status(client.request().setHeader("Content-Type", "application/json; charset=utf-8")))
                .isEqualTo(200);
        assertThat(status(client.request().header("MCP-Protocol-Version", "1999-01-01")))
                .isEqualTo(400);
        assertThat(status(client.request().header("MCP-Protocol-Version", "2025-11-25")))
                .isEqualTo(200);
        assertThat(status(client.request().header("Origin", "http://evil.example.com")))
                .isEqualTo(403);
    }

    @Test
    void aSessionSpeaksTheRevisionThatWasAgreedOnAndNoOther() {
        var call = client.request()
                .header("MCP-Protocol-Version", "2025-06-18")
                .POST(BodyPublishers.ofString(TestingClient.request(1, "ping", "{}")));
        assertThat(client.send(call).statusCode()).isEqualTo(400);
        assertThat(client.send(call).body()).contains("this session speaks MCP-Protocol-Version 2025-11-25");
        for (var method : List.of("GET", "DELETE")) {
            var request = client.request().header("MCP-Protocol-Version", "2025-03-26");
            assertThat(client.send(request.method(method, BodyPublishers.noBody()))
                            .statusCode())
                    .as(method)
                    .isEqualTo(400);
        }
        assertThat(client.answer("ping", "{}").get("result")).isNotNull();
    }

    private int status(HttpRequest.Builder request) {
        return client.send(request.POST(BodyPublishers.ofString(request(1, "ping", "{}"))))
                .statusCode();
    }

    @Test
    void otherMethodsAreNotUnderstood() {
        var answer = client.send(client.request().PUT(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET, POST, DELETE");
    }

    @Test
    void aNotificationIsTakenWithoutAnAnswer() {
        var answer = client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(client.post("{\"jsonrpc\":\"2.0\",\"id\":\"no-question\",\"result\":{}}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void twoHostsInOneRequestAreRefused() throws IOException {
        assertThat(raw("POST /mcp HTTP/1.1\r\nHost: localhost\r\nHost: evil.example.com\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void aClientThatStopsInTheMiddleOfARequestHoldsUpNobodyElse() throws IOException {
        try (var halfOpen = new Socket("127.0.0.1", server.http.port())) {
            halfOpen.getOutputStream()
                    .write(
                            "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"json"
                                    .getBytes(StandardCharsets.US_ASCII));
            halfOpen.getOutputStream().flush();

            assertThat(client.callTool("rows").get("isError")).isEqualTo(false);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /mcp HTTP/1.1\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /mcp HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET /mcp HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
            })
    void whatIsNoGoodHttpIsRefusedWithoutATrace(String request) throws IOException {
        assertThat(raw(request.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n")))
                .matches("(?s)(HTTP/1.1 4.*)?")
                .doesNotContain("xception")
                .doesNotContain("helidon");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.http.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void longListsComeInPagesOfStableOrder() {
        var project = new TestingProject(2);
        for (var i = 0; i < 600; i++) {
            project.tool("tool_%03d".formatted(i), _ -> ok(null));
        }
        try (var many = new TestingServer(project);
                var reader = many.client()) {
            var names = new ArrayList<Object>();
            var params = "{}";
            var pages = 0;
            while (!params.isEmpty()) {
                var result = (Map<?, ?>) reader.answer("tools/list", params).get("result");
                ((List<?>) result.get("tools")).forEach(tool -> names.add(((Map<?, ?>) tool).get("name")));
                var cursor = result.get("nextCursor");
                params = cursor == null ? "" : "{\"cursor\":\"" + cursor + "\"}";
                pages++;
            }

            assertThat(pages).isEqualTo(3);
            assertThat(names).hasSize(600).doesNotHaveDuplicates().isSorted();
            assertThat(reader.answer("tools/list", "{\"cursor\":\"garbage\"}")
                            .get("error")
                            .toString())
                    .contains("code=-32602");
        }
    }

    @Test
    void aSessionThatIsDeletedOrWasNeverThereIsNotFound() {
        var other = server.client();
        assertThat(other.send(other.request().DELETE()).statusCode()).isEqualTo(204);

        assertThat(other.post(request(1, "ping", "{}")).statusCode()).isEqualTo(404);
        assertThat(new TestingClient(server.http).post(request(1, "ping", "{}")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void healthIsTold() {
        assertThat(Arrays.asList("/healthz", "/livez", "/readyz"))
                .allSatisfy(path -> assertThat(client.get(path).statusCode()).isEqualTo(200));
        assertThat(client.get("/elsewhere").statusCode()).isEqualTo(404);
    }

    /** Has a property that cannot be had. */
    static final class Unwritable {
        public String getSecret() {
            throw new IllegalStateException(SECRET);
        }
    }
}
