package dev.mxcp.plugin.lang.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.SourceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JinjaThreadTest {

    @Test
    void filtersWorkOnThreadsThatDoNotKnowThePluginsClasses() throws SourceException {
        // the platform creates a language on a thread that knows them
        TestingTemplate.render("", Map.of());
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThat(TestingTemplate.render("{{ names | join(', ') }}", Map.of("names", List.of("Ada", "Bob"))))
                    .isEqualTo("Ada, Bob");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
