package dev.mxcp.spi.contract;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.EndpointLanguage.Project;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** A project without any source, for languages that reach none. */
public record TestingProject(int maxRows) implements Project {

    public static TestingProject withoutSources() {
        return new TestingProject(1_000);
    }

    @Override
    public Function<String, Optional<DataSource>> sources() {
        return _ -> Optional.empty();
    }

    @Override
    public CallContext ownCall(Duration time) {
        return TestingCallContext.anonymous().within(time);
    }

    @Override
    public DataSource database() {
        throw new UnsupportedOperationException("this project has no database");
    }
}
