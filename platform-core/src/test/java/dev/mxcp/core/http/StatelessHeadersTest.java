package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.message;
import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.type.ParameterDefinition;
import dev.mxcp.core.type.TypeDefinition;
import dev.mxcp.core.type.TypeDefinition.Base;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
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

/** Requests of the stateless era say everything twice, in headers and in the body; both must say the same. */
class StatelessHeadersTest {

    private static TestingServer server;
    private ModernClient client;

    @BeforeAll
    static void start() {
        server = new TestingServer(new TestingProject()
                .tool("regional", StatelessHeadersTest::echo, parameter("region", Base.STRING, "Region"))
                .tool("leveled", StatelessHeadersTest::echo, parameter("level", Base.INTEGER, "Level"))
                .tool("drying", StatelessHeadersTest::echo, parameter("dry", Base.BOOLEAN, "Dry"))
                .tool("grüße", _ -> ok("greeted"))
                .prompt("greet", _ -> message("user", "hi"))
                .resource("data://static", "text/plain", _ -> ok("static")));
    }

    private static Outcome echo(CallRequest request) {
        return ok("called with " + request.arguments());
    }

    private static List<ParameterDefinition> parameter(String name, Base base, String header) {
        var type = TypeDefinition.builder(base, Location.of("x.yml")).build();
        return List.of(new ParameterDefinition(name, type, header));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        client = new ModernClient(server.http);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private void assertMismatch(HttpRequest.Builder request, String message) {
        var response = client.send(request);
        assertThat(response.statusCode()).isEqualTo(400);
        var error = (Map<?, ?>) TestingClient.object(response.body()).get("error");
        assertThat(error.get("code")).isEqualTo(-32020L);
        assertThat(error.get("message")).isEqualTo("Header mismatch: " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "MCP-Protocol-Version, 2025-11-25, says something else than the body",
        "Mcp-Method, tools/list, says something else than the body",
        "Mcp-Method, TOOLS/CALL, says something else than the body",
        "Mcp-Name, other, says something else than the body",
        "Mcp-Name, Regional, says something else than the body",
        "Mcp-Param-Region, US, says something else than the body",
        "Mcp-Param-Region, eu, says something else than the body"
    })
    void aHeaderThatSaysSomethingElseIsRefused(String header, String value, String problem) {
        assertMismatch(regional().setHeader(header, value), header + " " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MCP-Protocol-Version", "Mcp-Method", "Mcp-Name", "Mcp-Param-Region"})
    void aHeaderThatIsMissingIsRefused(String header) {
        var request =
                client.raw(client.body("tools/call", Map.of("name", "regional", "arguments", Map.of("region", "EU"))));
        Map.of(
                        "MCP-Protocol-Version",
                        ModernClient.VERSION,
                        "Mcp-Method",
                        "tools/call",
                        "Mcp-Name",
                        "regional",
                        "Mcp-Param-Region",
                        "EU")
                .forEach((name, value) -> {
                    if (!name.equals(header)) {
                        request.header(name, value);
                    }
                });
        assertMismatch(request, header + " is missing");
    }

    @Test
    void aHeaderThatIsGivenTwiceIsRefused() {
        assertMismatch(regional().header("Mcp-Name", "other"), "Mcp-Name is given more than once");
    }

    @Test
    void namesOfHeadersMayBeWrittenInAnyCaseAndValuesPadded() {
        var request = client.raw(
                        client.body("tools/call", Map.of("name", "regional", "arguments", Map.of("region", "EU"))))
                .header("mcp-protocol-version", ModernClient.VERSION)
                .header("MCP-METHOD", " tools/call ")
                .header("mCP-nAME", "  regional\t")
                .header("mcp-param-region", " EU ");
        assertThat(client.text(request)).contains("region=EU");
    }

    @Test
    void promptsAndResourcesAreNamedToo() {
        assertThat(client.result(client.request("prompts/get", Map.of("name", "greet"))))
                .containsKey("messages");
        assertThat(client.result(client.request("resources/read", Map.of("uri", "data://static"))))
                .containsKey("contents");
        assertMismatch(
                client.request("prompts/get", Map.of("name", "greet")).setHeader("Mcp-Name", "x"),
                "Mcp-Name says something else than the body");
        assertMismatch(
                client.request("resources/read", Map.of("uri", "data://static")).setHeader("Mcp-Name", "x"),
                "Mcp-Name says something else than the body");
    }

    @Test
    void whatAHeaderCannotHoldIsEncoded() {
        var encoded = "=?base64?" + Base64.getEncoder().encodeToString("grüße".getBytes(StandardCharsets.UTF_8)) + "?=";
        var request = client.raw(client.body("tools/call", Map.of("name", "grüße")))
                .header("MCP-Protocol-Version", ModernClient.VERSION)
                .header("Mcp-Method", "tools/call");
        assertThat(client.text(request.setHeader("Mcp-Name", encoded))).contains("greeted");
    }

    /** What stands in front routes by these two, and does not decode them. */
    @ParameterizedTest
    @ValueSource(strings = {"MCP-Protocol-Version", "Mcp-Method"})
    void whatNeedsNoEncodingMustNotBeEncoded(String header) {
        var value = header.equals("Mcp-Method") ? "tools/call" : ModernClient.VERSION;
        var encoded = "=?base64?" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "?=";
        assertMismatch(regional().setHeader(header, encoded), header + " says something else than the body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?base64?SGVsbG8?=", "=?base64?SGVs!!!bG8=?=", "=?base64?/w==?="})
    void whatIsNotWellEncodedIsRefused(String value) {
        assertMismatch(
                regional().setHeader("Mcp-Param-Region", value),
                "Mcp-Param-Region is not well written; see the protocol's encoding of headers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?base64?SGVsbG8=", "SGVsbG8=?=", "=?BASE64?SGVsbG8=?="})
    void whatOnlyLooksEncodedIsMeantAsItIs(String value) {
        assertThat(client.text(client.call("regional", Map.of("region", value)).header("Mcp-Param-Region", value)))
                .contains("region=" + value);
    }

    @ParameterizedTest
    @CsvSource({"7, true", "7.0, true", "07, true", "70e-1, true", "8, false", "seven, false"})
    void integersAreComparedAsNumbers(String header, boolean same) {
        var request = client.call("leveled", Map.of("level", 7L)).header("Mcp-Param-Level", header);
        assertThat(client.answer(request).containsKey("result")).isEqualTo(same);
    }

    @Test
    void booleansAreWordsAndNullNeedsNoHeader() {
        var right = client.call("drying", Map.of("dry", true)).header("Mcp-Param-Dry", "true");
        assertThat(client.text(right)).contains("dry=true");

        var nothing = new HashMap<String, Object>();
        nothing.put("dry", null);
        assertThat(client.text(client.call("drying", nothing))).contains("dry=null");
    }

    @Test
    void aHeaderForAnArgumentThatTheBodyLacksIsRefused() {
        assertMismatch(
                client.call("leveled", Map.of()).header("Mcp-Param-Level", "3"),
                "Mcp-Param-Level is given, and the body has no such argument");
    }

    @Test
    void theSchemaTellsClientsWhichArgumentsToRepeat() {
        assertThat(client.send(client.request("tools/list", Map.of())).body())
                .contains("\"region\":{\"type\":\"string\",\"x-mcp-header\":\"Region\"}")
                .contains("\"level\":{\"type\":\"integer\",\"x-mcp-header\":\"Level\"}");
    }

    private HttpRequest.Builder regional() {
        return client.call("regional", Map.of("region", "EU")).header("Mcp-Param-Region", "EU");
    }
}
