package dev.mxcp.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    @Test
    void aSlipOfTheFingerIsRecognised() {
        assertThat(Suggestion.of("shceme", List.of("path", "scheme"))).contains("scheme");
        assertThat(Suggestion.of("naem", List.of("name", "enabled"))).contains("name");
        assertThat(Suggestion.of("descripton", List.of("description"))).contains("description");
    }

    @Test
    void anotherSpellingOfTheSameWordIsRecognised() {
        assertThat(Suggestion.of("maxRows", List.of("max_rows"))).contains("max_rows");
        assertThat(Suggestion.of("read-only", List.of("read_only"))).contains("read_only");
    }

    @Test
    void theNearestWins() {
        assertThat(Suggestion.of("duckdb3", List.of("duckdb", "duckdb2", "duckdb33")))
                .contains("duckdb");
    }

    @Test
    void somethingElseIsNotSuggested() {
        assertThat(Suggestion.of("colour", List.of("size", "max_age"))).isEmpty();
    }
}
