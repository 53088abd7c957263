package dev.mxcp.conformance;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.SourceException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** An endpoint's source is the name of one of the fixtures. */
final class ConformanceLanguage implements EndpointLanguage {

    private final Map<String, PreparedEndpoint> fixtures = new LinkedHashMap<>();

    ConformanceLanguage(Path project) {
        fixtures.putAll(ContentFixtures.all());
        fixtures.putAll(TalkingFixtures.all());
        fixtures.putAll(AskingFixtures.all());
        fixtures.putAll(TaskFixtures.all());
        fixtures.put("json-schema", new SchemaFixture());
        fixtures.putAll(new ChangingFixtures(project).all());
    }

    @Override
    public PreparedEndpoint prepare(EndpointSource source, Project project) throws SourceException {
        var fixture = fixtures.get(source.text().strip());
        if (fixture == null) {
            throw new SourceException(
                    "there is no such fixture; there are: " + String.join(", ", fixtures.keySet()), 1, 1);
        }
        return fixture;
    }
}
