package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.TestingProject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in chunks are taken, and no chunk takes more memory than a body may. The server takes messages of 64 KiB. */
@Timeout(60)
class ChunkedBodiesTest {

    private static final String CALL = TestingClient.callTool(1, "quick");
    private static final String HEAD = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Accept: application/json, text/event-stream\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final TestingServer server = TestingServer.stateless(new TestingProject().tool("quick", _ -> ok("quick")));

    @AfterEach
    void stop() {
        server.close();
    }

    private RawHttp.Answer send(String... parts) {
        var bytes = String.join("", parts).getBytes(StandardCharsets.US_ASCII);
        return RawHttp.send(server.http, bytes);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void aMessageInChunksOfAnySizeIsRead(int size) {
        var body = new StringBuilder();
        for (var at = 0; at < CALL.length(); at += size) {
            body.append(chunk(CALL.substring(at, Math.min(CALL.length(), at + size))));
        }
        assertThat(send(HEAD, body.toString(), "0\r\n\r\n").body()).contains("\"isError\":false");
    }

    @Test
    void theNextRequestIsFoundBehindTheLastChunk() {
        var first = HEAD.replace("Connection: close\r\n", "") + chunk(CALL) + "0\r\n\r\n";
        assertThat(send(first, HEAD, chunk(CALL), "0\r\n\r\n").text().split("HTTP/1.1 200", -1))
                .hasSize(3);
    }

    /** Not one byte of it has arrived yet. */
    @ParameterizedTest
    @ValueSource(strings = {"7fffffff", "1000000", "10001"})
    void aChunkThatIsTooLargeIsRefusedBeforeItArrives(String size) {
        assertThat(send(HEAD, size + "\r\n").status()).isEqualTo(413);
    }

    @Test
    void chunksThatAreTooMuchTogetherAreRefused() {
        assertThat(send(HEAD, chunk("x".repeat(40_000)), chunk("x".repeat(40_000)), "0\r\n\r\n")
                        .status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zz\r\n", "-1\r\n", "+1\r\n", "80000000\r\n", "\r\n", "1;a=b\r\n", "0\r\nTrailer: x\r\n\r\n"})
    void whatIsNoChunkIsRefused(String chunk) {
        assertThat(send(HEAD, chunk).status()).isEqualTo(400);
    }

    /** Only its beginning is sent: whoever waits for the end of the line does not answer. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1;", "a"})
    void aSizeWithoutEndIsRefusedBeforeItsEnd(String digit) {
        assertThat(send(HEAD, digit.repeat(100)).status()).isEqualTo(400);
    }

    @Test
    void aChunkThatIsTooLargeIsNotTakenWhereNobodyWantsTheBody() {
        var head = HEAD.replace("/mcp", "/none").replace("Connection: close\r\n", "");
        assertThat(send(head, "7fffffff\r\n").status()).isEqualTo(404);
    }
}
