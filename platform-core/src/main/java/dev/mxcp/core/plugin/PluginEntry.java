package dev.mxcp.core.plugin;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PlatformPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens one plugin: finds its entry, asks it for every kind once, and checks each factory. */
final class PluginEntry {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final Origin origin;
    private final OpenServices open;
    private final Consumer<Failure> failures;

    /** A problem, and the exception behind it if there is one. */
    record Failure(Problem problem, @Nullable Throwable cause) {}

    PluginEntry(Origin origin, OpenServices open, Consumer<Failure> failures) {
        this.origin = origin;
        this.open = open;
        this.failures = failures;
    }

    /** Everything the jar supplies; what is broken is reported and left out. */
    List<Supplied<?>> open() {
        return PluginThread.call(origin.loader(), () -> guarded("its constructor", () -> suppliedBy(fromJar())));
    }

    /** The same checks for what the platform itself supplies. */
    List<Supplied<?>> open(PlatformPlugin builtIn) {
        return suppliedBy(builtIn);
    }

    @SuppressWarnings("ReferenceEquality") // two loaders are the same one or they are not
    private PlatformPlugin fromJar() {
        // a plugin also sees the service entries of plugins it depends on
        var own = ServiceLoader.load(PlatformPlugin.class, origin.loader()).stream()
                .filter(provider -> provider.type().getClassLoader() == origin.loader())
                .toList();
        if (own.size() != 1) {
            throw new ServiceConfigurationError(own.isEmpty() ? "it names no class" : "it names more than one class");
        }
        return own.getFirst().get();
    }

    private List<Supplied<?>> suppliedBy(PlatformPlugin plugin) {
        var supplied = new ArrayList<Supplied<?>>();
        SuppliedKind.all().forEach(kind -> supplied.addAll(ofKind(kind, plugin)));
        return supplied;
    }

    private <T extends AutoCloseable> List<Supplied<?>> ofKind(SuppliedKind<T> kind, PlatformPlugin plugin) {
        return guarded("listing its %ss".formatted(kind.label()), () -> {
            var supplied = new ArrayList<Supplied<?>>();
            for (var factory : Objects.requireNonNull(kind.factoriesOf(plugin), "null instead of a list")) {
                supplied.add(checked(kind, Objects.requireNonNull(factory, "a factory is null")));
            }
            return supplied;
        });
    }

    private <T extends AutoCloseable> Supplied<T> checked(SuppliedKind<T> kind, Factory<?, ? extends T> factory) {
        var type = factory.getClass().getName();
        var name = Objects.requireNonNull(factory.name(), type + ".name() is null");
        if (!NAME.matcher(name).matches()) {
            fail(
                    "names a %s '%s', which cannot be written in YAML".formatted(kind.label(), name),
                    "let %s.name() return lower-case words joined by hyphens, such as 'acme-db'".formatted(type));
        }
        var config = Objects.requireNonNull(factory.configType(), type + ".configType() is null");
        if (!config.isRecord()) {
            fail(
                    "has a config type that is not a record: " + config.getName(),
                    "let %s.configType() return a record".formatted(type));
        }
        return new Supplied<>(kind, name, factory, origin, open);
    }

    private void fail(String message, String remedy) {
        failures.accept(new Failure(PluginJar.problem(origin.file(), message, remedy), null));
    }

    private List<Supplied<?>> guarded(String step, Supplier<List<Supplied<?>>> work) {
        try {
            return work.get();
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            failures.accept(new Failure(LoadFailure.of(origin.file(), step, e), e));
            return List.of();
        }
    }
}
