package dev.mxcp.core.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import dev.mxcp.core.mcp.TestingProject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code behind an endpoint that breaks leaves no request without an answer, in either era. */
@Timeout(30)
class BrokenEndpointsOverStdioTest {

    private static final String SECRET = "hunter2";

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"testing","version":"1"}}}""";
    private static final String OLD = """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"broken"}}""";
    private static final String MODERN = """
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"broken","_meta":{\
            "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""";

    static Stream<Throwable> defects() {
        return Stream.of(
                new IllegalStateException(SECRET),
                new AssertionError(SECRET),
                new NoClassDefFoundError(SECRET),
                new InternalError(SECRET),
                new Error(SECRET));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void everyRequestIsAnswered(Throwable defect) throws IOException {
        var project = new TestingProject().tool("broken", _ -> {
            throw BrokenEndpointsOverStdioTest.<RuntimeException>raise(defect);
        });
        var service = new McpService(() -> project, ServerInfo.of("mxcp", "1"), McpLimits.DEFAULT);
        var lines = String.join("\n", INITIALIZE, OLD, MODERN) + "\n";
        var out = new ByteArrayOutputStream();

        new StdioServer(service, new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), out)
                .run(Duration.ofSeconds(20));

        var answers = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(answers).hasSize(3);
        assertThat(answers.stream().skip(1))
                .allSatisfy(answer ->
                        assertThat(answer).contains("-32603", "internal error").doesNotContain(SECRET))
                .anySatisfy(answer -> assertThat(answer).contains("\"id\":1"))
                .anySatisfy(answer -> assertThat(answer).contains("\"id\":2"));
    }

    @SuppressWarnings("unchecked") // what is thrown is not looked at
    private static <T extends Throwable> T raise(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
