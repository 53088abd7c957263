package dev.mxcp.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonWeightProperties {

    /** So that what may be sent can be kept. */
    @Property
    void whateverIsReadIsNoHeavierThanItsTextAndItsTokensMayBe(@ForAll("json") String text) throws JsonException {
        assertThat(JsonWeight.of(Json.read(text)))
                .isLessThanOrEqualTo(text.getBytes(StandardCharsets.UTF_8).length + JsonWeight.most(tokens(text)));
    }

    @Example
    void manySmallThingsAreHeavierThanTheirText() throws JsonException {
        var text = "[{}" + ",{}".repeat(999) + "]";

        assertThat(JsonWeight.of(Json.read(text))).isGreaterThan(20L * text.length());
    }

    private static int tokens(String text) {
        var count = 0;
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            while (parser.nextToken() != null) {
                count++;
            }
        }
        return count;
    }

    @Provide
    Arbitrary<String> json() {
        Arbitrary<String> leaf = Arbitraries.oneOf(
                Arbitraries.of("null", "true", "1", "-2.5", "\"\""),
                Arbitraries.strings().ofMaxLength(20).map(Json::write));
        return Arbitraries.recursive(
                () -> leaf,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(4).map(items -> "[" + String.join(",", items) + "]"),
                        inner.map(value -> "{\"a\":" + value + ",\"\":" + value + "}"),
                        Arbitraries.just("{}")),
                0,
                5);
    }
}
