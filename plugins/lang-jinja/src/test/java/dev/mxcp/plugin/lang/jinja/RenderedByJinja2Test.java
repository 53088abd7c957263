package dev.mxcp.plugin.lang.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates and what Jinja2 3.1.6 made of them; {@code rendered-by-jinja2.txt} was written by Jinja2 itself. */
class RenderedByJinja2Test {

    private static final Map<String, @Nullable Object> VALUES = values();

    @ParameterizedTest
    @MethodSource("cases")
    void rendersAsJinja2Does(String template, String expected) throws SourceException {
        assertThat(TestingTemplate.render(template, VALUES)).isEqualTo(expected);
    }

    static Stream<String[]> cases() throws IOException {
        try (var file = RenderedByJinja2Test.class.getResourceAsStream("/rendered-by-jinja2.txt")) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n====\n")).map(part -> part.split("\n=>\n", -1));
        }
    }

    private static Map<String, @Nullable Object> values() {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("name", "ada lovelace");
        values.put("n", 3L);
        values.put("price", 2.5);
        values.put("flag", true);
        values.put("off", false);
        values.put("absent", null);
        values.put("blank", "");
        values.put("tags", List.of("red", "green", "blue"));
        values.put("user", entries("name", "Bob", "age", 42L, "roles", List.of("admin", "dev")));
        values.put("rows", List.of(entries("id", 1L, "city", "Paris"), entries("id", 2L, "city", "Rome")));
        values.put("nested", List.of(List.of(1L, 2L), List.of(3L)));
        values.put("html", "<b>&'\"</b>");
        values.put("words", "a,b,c");
        values.put("day", "2024-01-02");
        values.put("big", 12_345_678_901L);
        values.put("neg", -7L);
        values.put("lines", "one\ntwo");
        values.put("multi", "x  y");
        return values;
    }

    private static Map<String, Object> entries(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
