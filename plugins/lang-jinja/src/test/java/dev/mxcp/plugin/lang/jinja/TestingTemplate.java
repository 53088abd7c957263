package dev.mxcp.plugin.lang.jinja;

import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.contract.TestingCallContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prepares and renders in one go, with an engine shared by all tests. */
final class TestingTemplate {

    private static final JinjaLanguage LANGUAGE = new JinjaLanguage();

    private TestingTemplate() {}

    static @Nullable Object render(String template, Map<String, @Nullable Object> values) throws SourceException {
        var source = new EndpointSource("test", template, null, null, List.copyOf(values.keySet()));
        try (var result = LANGUAGE.prepare(source, new JinjaLanguageContractTest.NothingToReach())
                .run(values, TestingCallContext.anonymous())) {
            return result.value();
        }
    }
}
