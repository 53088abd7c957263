package dev.mxcp.core.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The JSON Schemas (2020-12) that editors and this platform check a project's files with. */
public final class PublishedSchemas {

    private static final List<String> NAMES =
            List.of("site", "user-config", "tool", "resource", "prompt", "endpoint", "eval", "auth");

    private PublishedSchemas() {}

    public static List<String> names() {
        return NAMES;
    }

    /** The file's name, which other schemas refer to: {@code endpoint.schema.json}. */
    public static String fileName(String name) {
        return name + ".schema.json";
    }

    /**
     * The schema's text.
     *
     * @throws IllegalArgumentException when there is no schema of this name
     */
    public static String text(String name) {
        try (var stream = PublishedSchemas.class.getResourceAsStream("/dev/mxcp/schema/" + fileName(name))) {
            if (stream == null) {
                throw new IllegalArgumentException(
                        "no schema named '" + name + "'; there are " + String.join(", ", NAMES));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
