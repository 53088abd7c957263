package dev.mxcp.core.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class McpMessagesProperties {

    private final McpMessages messages = new McpMessages(new McpJson(McpLimits.DEFAULT), McpLimits.DEFAULT);

    /** Anything else than a message or a protocol error would end a connection, or show what is inside. */
    @Property
    void whateverArrivesIsAMessageOrAProtocolError(@ForAll byte[] body) {
        read(body);
    }

    @Property
    void whateverLooksLikeAMessageIsAMessageOrAProtocolError(@ForAll("nearlyMessages") String body) {
        read(body.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void aRequestKeepsItsIdAndMethod(@ForAll long id, @ForAll("words") String method) throws ProtocolException {
        var body = "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\"}".formatted(id, method);

        assertThat(messages.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(McpMessage.Request.class, request -> {
                    assertThat(request.id()).isEqualTo(id);
                    assertThat(request.method()).isEqualTo(method);
                });
    }

    @Example
    void aMessageOfTooManyValuesIsRefusedWhileItIsSmall() {
        var many = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":{\"a\":[0%s]}}"
                .formatted(",0".repeat(250_000));

        assertThatThrownBy(() -> messages.read(many.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("more than 250000");
    }

    @Property
    void aMessageInAnotherEncodingIsRefused(@ForAll("encodings") String encoding) {
        var body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}".getBytes(Charset.forName(encoding));

        assertThatThrownBy(() -> messages.read(body)).hasMessageContaining("not UTF-8");
    }

    @Provide
    Arbitrary<String> encodings() {
        return Arbitraries.of("UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE");
    }

    private void read(byte[] body) {
        try {
            assertThat(messages.read(body)).isNotNull();
        } catch (ProtocolException e) {
            assertThat(e.code()).isIn(ProtocolException.PARSE_ERROR, ProtocolException.INVALID_REQUEST);
            assertThat(e.getMessage()).doesNotContain("xception").doesNotContain("tools.jackson");
        }
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> nearlyMessages() {
        var members = Arbitraries.of(
                "\"jsonrpc\":\"2.0\"",
                "\"jsonrpc\":2",
                "\"id\":1",
                "\"id\":null",
                "\"id\":1e400",
                "\"id\":99999999999999999999",
                "\"id\":\"\\ud800\"",
                "\"method\":\"ping\"",
                "\"method\":null",
                "\"params\":{}",
                "\"params\":[[]]",
                "\"params\":" + "[".repeat(100),
                "\"result\":1",
                "\"error\":{}",
                "\"error\":3",
                "\"\\u0000\":NaN");
        return members.list().ofMaxSize(6).map(list -> "{" + String.join(",", list) + "}");
    }
}
