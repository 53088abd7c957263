package dev.mxcp.conformance;

import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.EndpointResult.Content;
import dev.mxcp.spi.PlatformException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every kind of content that a tool or a resource can answer with. */
final class ContentFixtures {

    static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
    private static final String SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";

    private ContentFixtures() {}

    static Map<String, Fixture> all() {
        var fixtures = new LinkedHashMap<String, Fixture>();
        fixtures.put("text", Fixture.answering("This is a simple text response for testing."));
        fixtures.put("image", Fixture.showing(new Content.Image(PIXEL, "image/png")));
        fixtures.put("audio", Fixture.showing(new Content.Audio(SILENCE, "audio/wav")));
        fixtures.put(
                "embedded-resource",
                Fixture.showing(
                        embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")));
        fixtures.put(
                "mixed-content",
                Fixture.showing(
                        new Content.Text("Multiple content types test:"),
                        new Content.Image(PIXEL, "image/png"),
                        embedded(
                                "test://mixed-content-resource",
                                "application/json",
                                "{\"test\":\"data\",\"value\":123}")));
        fixtures.put("failure", (_, _) -> {
            throw new PlatformException(
                    PlatformException.Code.FAILED, "This tool intentionally returns an error for testing");
        });
        fixtures.put("arguments", (arguments, _) -> EndpointResult.of(arguments.toString()));
        fixtures.put("static-text", Fixture.answering("This is the content of the static text resource."));
        fixtures.put("static-binary", Fixture.answering(PIXEL));
        fixtures.put("template", (arguments, _) -> template(String.valueOf(arguments.get("id"))));
        return fixtures;
    }

    private static Content embedded(String uri, String mimeType, String text) {
        return new Content.Embedded(uri, mimeType, text, null);
    }

    private static EndpointResult template(String id) {
        return EndpointResult.of(Map.of("id", id, "templateTest", true, "data", "Data for ID: " + id));
    }
}
