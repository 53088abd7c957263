package dev.mxcp.core.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.json.Json;
import dev.mxcp.spi.ContentDetails.Audience;
import dev.mxcp.spi.ContentDetails.Icon;
import dev.mxcp.spi.EndpointResult.Content;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockReaderTest {

    private final BlockReader reader = new BlockReader("block 2 of the answer");

    private Content read(Map<?, ?> written) {
        return reader.read(written).content();
    }

    @Test
    void bytesAndTextsBecomeContentOfEveryType() {
        byte[] bytes = {1, 2};

        assertThat(read(Map.of("type", "text", "text", "see"))).isEqualTo(new Content.Text("see"));
        assertThat(read(Map.of("type", "image", "data", bytes, "mimeType", "image/png")))
                .isEqualTo(new Content.Image("AQI=", "image/png"));
        assertThat(read(Map.of("type", "audio", "data", "AQI=", "mimeType", "audio/wav")))
                .isEqualTo(new Content.Audio("AQI=", "audio/wav"));
        assertThat(read(Map.of("type", "resource_link", "uri", "a://b", "name", "B")))
                .isEqualTo(new Content.Link("a://b", "B", null));
        assertThat(read(Map.of("type", "resource", "resource", Map.of("uri", "a://b", "text", "t"))))
                .isEqualTo(new Content.Embedded("a://b", null, "t", null));
        assertThat(read(Map.of("type", "resource", "resource", Map.of("uri", "a://b", "blob", bytes))))
                .isEqualTo(new Content.Embedded("a://b", null, null, "AQI="));
    }

    @Test
    void whatIsNullIsAbsentAtAnyDepth() {
        var resource = new HashMap<String, Object>(Map.of("uri", "a://b", "text", "t"));
        resource.put("blob", null);
        var row = new HashMap<String, Object>(Map.of("type", "resource", "resource", resource));
        row.put("data", null);

        var block = reader.read(row);

        assertThat(block.content()).isEqualTo(new Content.Embedded("a://b", null, "t", null));
        assertThat(block.fields())
                .isEqualTo(Map.of("type", "resource", "resource", Map.of("uri", "a://b", "text", "t")));
    }

    @Test
    void linksAreDescribed() {
        var link = read(Map.of(
                "type",
                "resource_link",
                "uri",
                "a://b",
                "name",
                "B",
                "title",
                "Bee",
                "description",
                "It buzzes",
                "size",
                12L,
                "icons",
                List.of(Map.of("src", "https://x.example/b.png", "sizes", List.of("48x48"), "theme", "dark"))));

        assertThat(link).isInstanceOfSatisfying(Content.Described.class, described -> {
            assertThat(described.content()).isEqualTo(new Content.Link("a://b", "B", null));
            assertThat(described.details().title()).contains("Bee");
            assertThat(described.details().description()).contains("It buzzes");
            assertThat(described.details().size()).hasValue(12);
            assertThat(described.details().icons())
                    .containsExactly(new Icon("https://x.example/b.png", null, List.of("48x48"), "dark"));
        });
    }

    @Test
    void annotationsTellWhomItIsForHowMuchItIsNeededAndHowOldItIs() {
        var annotations = Map.of("audience", "user", "priority", 0.5, "lastModified", LocalDate.parse("2024-01-31"));
        var text = read(Map.of(
                "type", "text", "text", "see", "annotations", annotations, "_meta", Map.of("com.example/page", 7L)));

        assertThat(text).isInstanceOfSatisfying(Content.Described.class, described -> {
            assertThat(described.details().audience()).containsExactly(Audience.USER);
            assertThat(described.details().priority()).hasValue(0.5);
            assertThat(described.details().lastModified()).contains(Instant.parse("2024-01-31T00:00:00Z"));
            assertThat(described.details().meta()).isEqualTo(Map.of("com.example/page", 7L));
        });
    }

    @Test
    void aTimeIsWhatSqlHasOrIsoText() {
        var moment = Instant.parse("2024-01-31T10:00:00Z");
        for (Object written : List.of(
                LocalDateTime.parse("2024-01-31T10:00:00"),
                OffsetDateTime.parse("2024-01-31T11:00:00+01:00"),
                "2024-01-31T10:00:00Z")) {
            var text = read(Map.of("type", "text", "text", "x", "annotations", Map.of("lastModified", written)));
            assertThat(text)
                    .isInstanceOfSatisfying(
                            Content.Described.class,
                            described -> assertThat(described.details().lastModified())
                                    .contains(moment));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"text": "x"}                                                   | it lacks 'type'
        {"type": "video"}                                               | its type must be text, image, audio, resource
        {"type": "text", "text": 7}                                     | 'text' must be a text
        {"type": "image", "data": "AQI="}                               | it lacks 'mimeType'
        {"type": "image", "data": "a b", "mimeType": "image/png"}       | 'data' must be bytes, or their base64
        {"type": "text", "text": "x", "mime_type": "text/csv"}          | has no 'mime_type'; did you mean 'mimeType'?
        {"type": "text", "text": "x", "mimeType": "text/csv"}           | a block of the type text has no 'mimeType'
        {"type": "resource", "uri": "a://b", "text": "x"}               | it lacks 'resource'
        {"type": "resource", "resource": {"text": "x"}}                 | it lacks 'uri'
        {"type": "resource", "resource": {"uri": "a:b", "text": "x", "blob": ""}} | either 'text' or 'blob'
        {"type": "resource_link", "uri": "a://b"}                       | it lacks 'name'
        {"type": "resource_link", "uri": "a://b", "name": "B", "size": -1} | a size is not negative
        {"type": "text", "text": "x", "annotations": {"priority": 2}}   | a priority is between 0 and 1
        {"type": "text", "text": "x", "annotations": {"audience": "me"}} | 'audience' must be user, assistant or both
        {"type": "text", "text": "x", "annotations": {"lastModified": "soon"}} | 'lastModified' must be a time
        """)
    void whatIsWrongIsToldWithItsPlace(String json, String problem) throws Exception {
        var written = (Map<?, ?>) Json.read(json);

        assertThatThrownBy(() -> read(written))
                .hasMessageContaining("block 2 of the answer is not valid: ")
                .hasMessageContaining(problem);
    }
}
