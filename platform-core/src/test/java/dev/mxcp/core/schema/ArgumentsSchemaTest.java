package dev.mxcp.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsSchemaTest {

    private static final Map<String, ?> PHONE_OR_EMAIL = Map.of(
            "type", "object",
            "$defs", Map.of("text", Map.of("$anchor", "text", "type", "string")),
            "properties", Map.of("phone", Map.of("$ref", "#text"), "email", Map.of("$ref", "#/$defs/text")),
            "anyOf", List.of(Map.of("required", List.of("phone")), Map.of("required", List.of("email"))),
            "additionalProperties", false);

    @Test
    void argumentsThatMatchHaveNoProblems() {
        assertThat(ArgumentsSchema.compile(PHONE_OR_EMAIL).check(Map.of("email", "ada@example.com")))
                .isEmpty();
    }

    @Test
    void everyProblemIsToldWithItsPlace() {
        var problems = ArgumentsSchema.compile(PHONE_OR_EMAIL).check(Map.of("phone", 5L, "fax", "1"));

        assertThat(problems)
                .anySatisfy(problem -> assertThat(problem).contains("phone", "string"))
                .anySatisfy(problem -> assertThat(problem).contains("fax"));
        assertThat(ArgumentsSchema.compile(PHONE_OR_EMAIL).check(Map.of()))
                .anySatisfy(problem -> assertThat(problem).contains("phone"));
    }

    @Test
    void schemasWithOneIdAreStillTwo() {
        Map<String, ?> strict = Map.of("$id", "urn:same", "type", "object", "required", List.of("a"));
        Map<String, ?> lax = Map.of("$id", "urn:same", "type", "object");

        var first = ArgumentsSchema.compile(lax);
        var second = ArgumentsSchema.compile(strict);

        assertThat(first.check(Map.of())).isEmpty();
        assertThat(second.check(Map.of())).isNotEmpty();
    }

    @Test
    void whatLiesElsewhereIsNotFetched() {
        Map<String, ?> remote =
                Map.of("type", "object", "properties", Map.of("a", Map.of("$ref", "http://localhost:1/schema.json")));

        assertThatThrownBy(() -> ArgumentsSchema.compile(remote)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSchemaOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> ArgumentsSchema.compile(Map.of("type", "string")))
                .hasMessage("its type must be object");
        assertThatThrownBy(() -> ArgumentsSchema.compile(Map.of("type", "object", "properties", 5)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
