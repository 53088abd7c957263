package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.spi.CallContext.LogLevel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an endpoint logs reaches clients of both eras as JSON that they can read. */
@Timeout(30)
class ClientLogsTest {

    private final AtomicReference<Map<String, ? extends @Nullable Object>> data = new AtomicReference<>();
    private final TestingServer server = new TestingServer(new TestingProject().tool("talk", request -> {
        request.client().log(LogLevel.WARNING, "found", data.get());
        return ok("done");
    }));

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> logs() {
        return Stream.of(
                Arguments.of(Map.of(), "found"),
                Arguments.of(Map.of("customer", 7), Map.of("message", "found", "customer", 7L)),
                Arguments.of(
                        Map.of(
                                "day",
                                LocalDate.of(2024, 1, 2),
                                "total",
                                new BigDecimal("1.50"),
                                "in",
                                Map.of("a", "b")),
                        Map.of(
                                "message",
                                "found",
                                "day",
                                "2024-01-02",
                                "total",
                                new BigDecimal("1.50"),
                                "in",
                                Map.of("a", "b"))),
                Arguments.of(Map.of("message", "other", "a", 1), Map.of("message", "found", "a", 1L)),
                Arguments.of(Map.of("handle", new Object()), "found"));
    }

    @ParameterizedTest
    @MethodSource("logs")
    void dataComesBesideTheMessage(Map<String, Object> logged, Object received) {
        data.set(logged);
        var expected = Map.of("level", "warning", "logger", "mxcp", "data", received);
        try (var session = server.client();
                var modern = new ModernClient(server.http).with("logLevel", "info")) {
            var old = session.post(TestingClient.callTool(1, "talk")).body();
            var without = modern.send(modern.call("talk", Map.of())).body();

            assertThat(Stream.of(old, without)).allSatisfy(body -> {
                assertThat(body).contains("done");
                assertThat(notification(body)).isEqualTo(expected);
            });
        }
    }

    private static Object notification(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: {") && line.contains("notifications/message"))
                .map(line -> TestingClient.object(line.substring("data: ".length())))
                .findFirst()
                .orElseThrow()
                .get("params");
    }
}
