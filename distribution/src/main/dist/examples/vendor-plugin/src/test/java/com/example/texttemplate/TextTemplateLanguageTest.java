package com.example.texttemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.contract.TestingCallContext;
import dev.mxcp.spi.contract.TestingProject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTemplateLanguageTest {

    private static final TestingCallContext CALL = TestingCallContext.anonymous();

    @Test
    void placeholdersAreFilledIn() throws Exception {
        var letter = prepare("Dear {name},\nsee you in {place}.", "name", "place");

        assertThat(letter.run(Map.of("name", "Ada", "place", "London"), CALL).value())
                .isEqualTo("Dear Ada,\nsee you in London.");
    }

    @Test
    void anArgumentWithoutAValueIsADash() throws Exception {
        assertThat(prepare("Dear {name}", "name").run(Map.of(), CALL).value()).isEqualTo("Dear -");
    }

    @Test
    void aPlaceholderWithoutAParameterIsFoundWhenTheProjectIsLoaded() {
        var failure = catchThrowableOfType(
                SourceException.class, () -> prepare("Dear {name},\n  see {plcae}", "name", "place"));

        assertThat(failure).hasMessage("no parameter is named 'plcae'; declared: name, place");
        assertThat(failure.line()).isEqualTo(2);
        assertThat(failure.column()).isEqualTo(7);
    }

    private static PreparedEndpoint prepare(String text, String... parameters) throws SourceException {
        var source = new EndpointSource("letter", text, null, null, List.of(parameters));
        return new TextTemplateLanguage(new TextTemplateConfig(null)).prepare(source, TestingProject.withoutSources());
    }
}
