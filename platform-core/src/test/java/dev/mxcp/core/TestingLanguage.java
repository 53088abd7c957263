package dev.mxcp.core;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.SourceException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A language whose endpoints say the name that it was configured with, as long as it is open.
 *
 * <p>Its code: {@code say} does it at once, {@code wait} when {@link #mayAnswer} opens, {@code outlast} when its
 * generation has not ended after longer than a statement may take. {@code reload} asks once for a reload whose action
 * breaks.
 */
final class TestingLanguage implements EndpointLanguage {

    private static final int LONGER_THAN_A_STATEMENT = 3;

    final CountDownLatch called = new CountDownLatch(1);
    final CountDownLatch reloading = new CountDownLatch(1);
    final CountDownLatch mayAnswer = new CountDownLatch(1);
    final CompletableFuture<Void> closed = new CompletableFuture<>();
    final CompletableFuture<Void> released = new CompletableFuture<>();

    private final AtomicBoolean mayReload = new AtomicBoolean(true);
    private final Config config;
    private final Set<Project> generations = ConcurrentHashMap.newKeySet();

    /** @param breaks {@code begin}, {@code begin-hard}, {@code activate}, {@code release} or {@code action-hard} */
    record Config(String name, @Nullable String breaks) {}

    TestingLanguage(Config config) {
        this.config = config;
    }

    String name() {
        return config.name();
    }

    /** Generations that began and are not over. */
    int generations() {
        return generations.size();
    }

    @Override
    public Set<String> fileEndings() {
        return Set.of(".stage");
    }

    @Override
    public void begin(Project project) {
        generations.add(project);
        breakOn("begin");
        breakHardOn("begin-hard");
    }

    @Override
    public PreparedEndpoint prepare(EndpointSource source, Project project) throws SourceException {
        return switch (source.text()) {
            case "say" -> (_, _) -> said();
            case "wait" -> (_, _) -> saidWhenAllowed();
            case "outlast" -> (_, _) -> saidAfterLong();
            case "reload" ->
                (_, _) -> {
                    if (mayReload.getAndSet(false)) {
                        project.reload(this::breakReload);
                    }
                    return said();
                };
            default -> throw new SourceException("no '%s'".formatted(source.text()), 1, 1);
        };
    }

    private void breakReload() {
        reloading.countDown();
        breakHardOn("action-hard");
        throw new IllegalStateException("hunter2");
    }

    private EndpointResult said() {
        return EndpointResult.of(closed.isDone() ? config.name() + " is closed" : config.name());
    }

    private EndpointResult saidWhenAllowed() {
        called.countDown();
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return said();
    }

    private EndpointResult saidAfterLong() {
        called.countDown();
        try {
            released.get(LONGER_THAN_A_STATEMENT, TimeUnit.SECONDS);
            return EndpointResult.of("the generation ended");
        } catch (TimeoutException _) {
            return said();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void activate(Project project) {
        breakOn("activate");
    }

    @Override
    public void release(Project project) {
        generations.remove(project);
        released.complete(null);
        breakOn("release");
    }

    @Override
    public void close() {
        closed.complete(null);
    }

    private void breakHardOn(String step) {
        if (step.equals(config.breaks())) {
            throw new InternalError("as a machine without memory would");
        }
    }

    private void breakOn(String step) {
        if (step.equals(config.breaks())) {
            throw new IllegalStateException("hunter2");
        }
    }
}
