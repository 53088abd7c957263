package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.blocks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.spi.ContentDetails;
import dev.mxcp.spi.EndpointResult.Content;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A resource may answer content of its own; each block becomes contents, whatever its kind. */
@Timeout(30)
class ResourceContentsTest {

    private static final String NOTES = "data://notes";
    private static final String CHART = "data://chart";

    private final AtomicReference<Content[]> content = new AtomicReference<>();
    private final TestingServer server = new TestingServer(new TestingProject()
            .resource(NOTES, "text/markdown", _ -> blocks(content.get()))
            .resource(CHART, "image/png", _ -> blocks(content.get())));

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> contents() {
        var page = ContentDetails.builder().meta("com.example/page", 7L).build();
        return Stream.of(
                Arguments.of(
                        NOTES,
                        new Content.Text("# Hello"),
                        Map.of("uri", NOTES, "mimeType", "text/markdown", "text", "# Hello")),
                Arguments.of(
                        CHART,
                        new Content.Image("AAEC", "image/webp"),
                        Map.of("uri", CHART, "mimeType", "image/webp", "blob", "AAEC")),
                Arguments.of(
                        CHART,
                        new Content.Text("a legend"),
                        Map.of("uri", CHART, "mimeType", "text/plain", "text", "a legend")),
                Arguments.of(
                        NOTES,
                        new Content.Audio("AAEC", "audio/wav"),
                        Map.of("uri", NOTES, "mimeType", "audio/wav", "blob", "AAEC")),
                Arguments.of(
                        NOTES,
                        new Content.Embedded("data://other", "text/plain", "x", null),
                        Map.of("uri", "data://other", "mimeType", "text/plain", "text", "x")),
                Arguments.of(
                        CHART,
                        new Content.Image("AAEC", "image/png").with(page),
                        Map.of(
                                "uri",
                                CHART,
                                "mimeType",
                                "image/png",
                                "blob",
                                "AAEC",
                                "_meta",
                                Map.of("com.example/page", 7L))));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void aBlockOfEveryKindIsRead(String uri, Content block, Map<String, Object> read) {
        content.set(new Content[] {new Content.Text("first"), block});
        try (var session = server.client();
                var modern = new ModernClient(server.http)) {
            var old = (Map<?, ?>) session.answer("resources/read", "{\"uri\":\"%s\"}".formatted(uri))
                    .get("result");
            var without = modern.result(modern.request("resources/read", Map.of("uri", uri)));

            assertThat(Stream.of(old, without))
                    .allSatisfy(result -> assertThat((List<?>) result.get("contents"))
                            .hasSize(2)
                            .last()
                            .isEqualTo(read));
        }
    }
}
