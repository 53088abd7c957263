package dev.mxcp.core.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.Kind;
import dev.mxcp.core.type.Parameters;
import dev.mxcp.spi.ContentDetails;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.EndpointResult.Content;
import dev.mxcp.spi.PlatformException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerWriterTest {

    private static final Content LINK = new Content.Link("data://other", "other", null);

    private final AnswerWriter writer = new AnswerWriter(1);

    @Test
    void aResourceDoesNotConsistOfLinks() {
        var described = LINK.with(ContentDetails.builder().title("Other").build());
        for (var link : List.of(LINK, described)) {
            var answer = new Answered(List.of(new Content.Text("first"), link));
            assertThatThrownBy(() -> writer.answer(endpoint(Kind.RESOURCE), answer, null))
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            e -> assertThat(e.userMessage())
                                    .contains("the resource answered with a link", "answer text, an image"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOOL", "PROMPT"})
    void whatElseAnswersMayLink(Kind kind) {
        var answer = writer.answer(endpoint(kind), new Answered(List.of(LINK)), null);
        assertThat(answer.content()).containsExactly(LINK);
    }

    private static Endpoint endpoint(Kind kind) {
        var definition = EndpointDefinition.builder(kind, "data://x", Location.of("x.yml"))
                .language("testing")
                .build();
        return new Endpoint(definition, Parameters.compile(List.of()), null, (_, _) -> EndpointResult.of(null), false);
    }

    private record Answered(List<Content> content) implements EndpointResult {
        @Override
        public @Nullable Object value() {
            return null;
        }
    }
}
