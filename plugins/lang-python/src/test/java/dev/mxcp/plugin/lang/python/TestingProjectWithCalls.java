package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.Secret;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A project without a database, whose reloads are counted. */
final class TestingProjectWithCalls implements Project {

    private final Path root;
    private final List<Runnable> reloads = new CopyOnWriteArrayList<>();

    private volatile Function<TestingCallContext, CallContext> ownCalls = call -> call;

    TestingProjectWithCalls(Path root) {
        this.root = root;
    }

    List<Runnable> reloads() {
        return reloads;
    }

    /** What hooks of the start and the end may do. */
    void letHooks(Function<TestingCallContext, CallContext> calls) {
        ownCalls = calls;
    }

    @Override
    public Function<String, Optional<DataSource>> sources() {
        return _ -> Optional.empty();
    }

    @Override
    public DataSource database() {
        throw new UnsupportedOperationException("this project has no database");
    }

    @Override
    public int maxRows() {
        return 1_000;
    }

    @Override
    public Path folder(String key) {
        return root.resolve(key);
    }

    @Override
    public Map<String, @Nullable Object> site() {
        return Map.of("project", "test", "hidden", new Secret("site-secret"));
    }

    @Override
    public Optional<Map<String, @Nullable Object>> secret(String name) {
        return name.equals("api") ? Optional.of(Map.of("key", new Secret("sesame"))) : Optional.empty();
    }

    @Override
    public CallContext ownCall(Duration time) {
        return ownCalls.apply(TestingCallContext.anonymous().within(time));
    }

    @Override
    public void reload(Runnable whileClosed) {
        reloads.add(whileClosed);
    }
}
