package dev.mxcp.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonProperties {

    @Property(tries = 500)
    void anyTextIsEitherReadOrRefusedWithAReason(@ForAll("jsonish") String text) {
        try {
            Json.read(text);
        } catch (JsonException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Example
    void aNumberBeyondAllBoundsIsRefused() {
        assertThatThrownBy(() -> Json.read("[1e9999999999]"))
                .isInstanceOf(JsonException.class)
                .hasMessage("a number is too large");
    }

    @Provide
    Arbitrary<String> jsonish() {
        return Arbitraries.of(
                        "{", "}", "[", "]", ",", ":", "\"", "\"a\":", "\\u", "null", "true", " ", "-", "1", "99", ".",
                        "e")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }
}
