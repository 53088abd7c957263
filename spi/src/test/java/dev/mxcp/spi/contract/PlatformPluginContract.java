package dev.mxcp.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PlatformPlugin;
import dev.mxcp.spi.Secret;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the platform expects of every plugin, whatever it supplies. Extend it, give it your entry class, and run it with
 * your tests; {@link PluginJarContract} checks the packed jar.
 */
public abstract class PlatformPluginContract {

    private static final Set<Class<?>> SCALARS = Set.of(
            String.class,
            Secret.class,
            boolean.class,
            Boolean.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            BigInteger.class,
            double.class,
            Double.class,
            BigDecimal.class,
            Path.class,
            URI.class,
            Duration.class,
            Object.class);

    protected abstract Class<? extends PlatformPlugin> entry();

    @Test
    final void theServiceEntryNamesThisPlugin() {
        var found = ServiceLoader.load(PlatformPlugin.class, entry().getClassLoader()).stream()
                .map(ServiceLoader.Provider::type);

        assertThat(found)
                .as("classes named in META-INF/services/dev.mxcp.spi.PlatformPlugin")
                .filteredOn(type -> type.getProtectionDomain()
                        .getCodeSource()
                        .equals(entry().getProtectionDomain().getCodeSource()))
                .isEqualTo(List.of(entry()));
    }

    @Test
    final void theEntryIsPublicWithAPublicConstructor() throws Exception {
        assertThat(entry()).isPublic();
        assertThat(Modifier.isPublic(entry().getDeclaredConstructor().getModifiers()))
                .isTrue();
    }

    @Test
    final void itSuppliesSomething() {
        assertThat(factories().values().stream().flatMap(List::stream)).isNotEmpty();
    }

    @Test
    final void namesAreLowerCaseWordsJoinedByHyphens() {
        assertThat(factories().values().stream().flatMap(List::stream).map(Factory::name))
                .allMatch(name -> name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"));
    }

    @Test
    final void namesAreUniqueWithinAKind() {
        factories()
                .forEach((kind, factories) ->
                        assertThat(factories).as(kind).extracting(Factory::name).doesNotHaveDuplicates());
    }

    @Test
    final void everyPartOfAConfigRecordCanBeBound() {
        configTypes()
                .forEach(type -> assertThat(unbindable(type)).as(type.getName()).isEmpty());
    }

    @Test
    final void whatMustStayHiddenIsASecret() {
        assertThat(configTypes().flatMap(type -> Stream.of(type.getRecordComponents())))
                .filteredOn(component -> component.getName().matches("(?i).*(password|secret|token|apiKey)"))
                .allMatch(component -> component.getType() == Secret.class, "is of type Secret");
    }

    @Test
    final void aBlockWithoutKeysIsUsedOrRefusedWithAMessage() {
        configTypes()
                .forEach(type -> assertThat(failureOf(() -> createEmpty(type)))
                        .as("what the constructor of %s does when nothing is configured", type.getName())
                        .matches(thrown -> thrown == null || thrown instanceof IllegalArgumentException));
    }

    private interface Creation {
        void run() throws Throwable;
    }

    private static @Nullable Throwable failureOf(Creation creation) {
        try {
            creation.run();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    /** A block that must have keys never gets as far as the constructor. */
    private static void createEmpty(Class<?> type) throws Throwable {
        var components = type.getRecordComponents();
        var constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        if (!Arrays.stream(constructor.getParameters()).allMatch(PlatformPluginContract::isNullable)) {
            return;
        }
        constructor.setAccessible(true);
        try {
            constructor.newInstance(new Object[components.length]);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean isNullable(Parameter parameter) {
        return Stream.of(parameter.getAnnotatedType().getAnnotations(), parameter.getAnnotations())
                .flatMap(Arrays::stream)
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static List<String> unbindable(Class<?> type) {
        assertThat(type.isRecord()).as(type.getName() + " is a record").isTrue();
        var unbindable = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            if (!isBindable(component.getGenericType())) {
                unbindable.add(component.toString());
            }
        }
        return unbindable;
    }

    private static boolean isBindable(Type type) {
        return switch (type) {
            case Class<?> record when record.isRecord() -> unbindable(record).isEmpty();
            case Class<?> scalar -> scalar.isEnum() || SCALARS.contains(scalar);
            case ParameterizedType list
            when list.getRawType() == List.class -> isBindable(list.getActualTypeArguments()[0]);
            case ParameterizedType map
            when map.getRawType() == Map.class ->
                map.getActualTypeArguments()[0] == String.class && isBindable(map.getActualTypeArguments()[1]);
            default -> false;
        };
    }

    private Stream<Class<? extends Record>> configTypes() {
        return factories().values().stream().flatMap(List::stream).map(Factory::configType);
    }

    /** By the method that supplies them. */
    private Map<String, List<Factory<?, ?>>> factories() {
        var factories = new LinkedHashMap<String, List<Factory<?, ?>>>();
        var plugin = create();
        for (var kind : PlatformPlugin.class.getMethods()) {
            factories.put(kind.getName(), ask(plugin, kind));
        }
        return factories;
    }

    private PlatformPlugin create() {
        try {
            return entry().getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the entry cannot be created", e);
        }
    }

    private static List<Factory<?, ?>> ask(PlatformPlugin plugin, Method kind) {
        try {
            var factories = new ArrayList<Factory<?, ?>>();
            for (var factory : (List<?>) kind.invoke(plugin)) {
                factories.add((Factory<?, ?>) factory);
            }
            return factories;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(kind.getName() + " failed", e);
        }
    }
}
