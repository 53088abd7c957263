package dev.mxcp.plugin.lang.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.contract.TestingCallContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JinjaThreadTest {

    @Test
    void templatesWorkOnThreadsThatDoNotKnowThePluginsClasses() throws SourceException {
        var source = new EndpointSource("test", "{{ names | join(', ') }}", null, null, List.of("names"));
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            var template = new JinjaLanguage().prepare(source, new JinjaLanguageContractTest.NothingToReach());
            try (var result = template.run(Map.of("names", List.of("Ada", "Bob")), TestingCallContext.anonymous())) {
                assertThat(result.value()).isEqualTo("Ada, Bob");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
