package dev.mxcp.core.config;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.problem.Suggestion;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One binding: walks values and record components side by side and notes everything that is wrong. */
final class RecordBinding {

    private final List<Problem> problems;
    private final Secrets secrets;

    RecordBinding(List<Problem> problems, Secrets secrets) {
        this.problems = problems;
        this.secrets = secrets;
    }

    /** The record, or null when a problem was noted. */
    @Nullable
    Object bind(Class<?> type, Map<?, ?> values, ConfigPlace place) {
        var before = problems.size();
        var components = type.getRecordComponents();
        var constructor = canonicalConstructor(type, components);
        var byKey = valuesByKey(values, keys(components), place);
        var arguments = new @Nullable Object[components.length];
        for (var i = 0; i < components.length; i++) {
            arguments[i] = component(components[i], constructor.getParameters()[i], byKey, place);
        }
        return problems.size() > before ? null : create(constructor, arguments, place);
    }

    private Map<String, Entry> valuesByKey(Map<?, ?> values, Set<String> allowed, ConfigPlace place) {
        var byKey = new LinkedHashMap<String, Entry>();
        values.forEach((given, value) -> {
            var key = String.valueOf(given);
            var at = place.key(key);
            if (!allowed.contains(Keys.normalised(key))) {
                problems.add(Problem.error(
                        at.location(), place.prefix() + "unknown key '%s'".formatted(key), remedy(key, allowed)));
            } else if (byKey.putIfAbsent(Keys.normalised(key), new Entry(value, at)) != null) {
                fail(at, "given twice, in two spellings", "keep one of them");
            }
        });
        return byKey;
    }

    private record Entry(@Nullable Object value, ConfigPlace place) {}

    private static String remedy(String key, Set<String> allowed) {
        if (allowed.isEmpty()) {
            return "nothing can be set here";
        }
        var list = "allowed: " + String.join(", ", allowed);
        return Suggestion.of(key, allowed)
                .map(near -> "did you mean '%s'? (%s)".formatted(near, list))
                .orElse(list);
    }

    private @Nullable Object component(
            RecordComponent component, Parameter parameter, Map<String, Entry> byKey, ConfigPlace place) {
        var key = Keys.ofComponent(component.getName());
        var entry = byKey.get(key);
        if (entry != null && entry.value() != null) {
            return convert(component.getGenericType(), entry.value(), entry.place());
        }
        if (!isNullable(parameter)) {
            fail(place, "'%s' is missing".formatted(key), "add the key '%s'".formatted(key));
        }
        return null;
    }

    private @Nullable Object convert(Type type, Object value, ConfigPlace place) {
        return switch (type) {
            case Class<?> record
            when record.isRecord() ->
                value instanceof Map<?, ?> values
                        ? bind(record, values, place)
                        : refused(place, "must be a block of keys");
            case Class<?> scalar -> scalar(scalar, value, place);
            case ParameterizedType list when list.getRawType() == List.class -> list(list, value, place);
            case ParameterizedType map when map.getRawType() == Map.class -> map(map, value, place);
            case WildcardType wildcard -> convert(wildcard.getUpperBounds()[0], value, place);
            default -> throw new IllegalStateException("config records cannot hold " + type);
        };
    }

    private @Nullable Object scalar(Class<?> type, Object value, ConfigPlace place) {
        try {
            return Scalars.convert(type, value);
        } catch (IllegalArgumentException e) {
            return refused(place, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Object list(ParameterizedType type, Object value, ConfigPlace place) {
        if (!(value instanceof List<?> items)) {
            return refused(place, "must be a list");
        }
        var bound = new ArrayList<@Nullable Object>();
        for (var item : items) {
            bound.add(element(type.getActualTypeArguments()[0], item, place.index(bound.size())));
        }
        return Collections.unmodifiableList(bound);
    }

    private @Nullable Object map(ParameterizedType type, Object value, ConfigPlace place) {
        if (!(value instanceof Map<?, ?> entries)) {
            return refused(place, "must be a block of keys");
        }
        var bound = new LinkedHashMap<String, @Nullable Object>();
        entries.forEach((key, item) -> bound.put(
                String.valueOf(key), element(type.getActualTypeArguments()[1], item, place.key(String.valueOf(key)))));
        return Collections.unmodifiableMap(bound);
    }

    private @Nullable Object element(Type type, @Nullable Object item, ConfigPlace place) {
        if (item == null && type != Object.class) {
            return refused(place, "must not be empty");
        }
        return item == null ? null : convert(type, item, place);
    }

    private @Nullable Object create(Constructor<?> constructor, @Nullable Object[] arguments, ConfigPlace place) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            return refused(place, secrets.hide(reason(e.getCause())));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + constructor.getDeclaringClass(), e);
        }
    }

    /** What the compact constructor objects to. Anything but an IllegalArgumentException is its defect. */
    private static String reason(@Nullable Throwable thrown) {
        return thrown instanceof IllegalArgumentException && thrown.getMessage() != null
                ? thrown.getMessage()
                : "cannot be used (%s)".formatted(thrown);
    }

    private @Nullable Object refused(ConfigPlace place, String message) {
        fail(place, message, "");
        return null;
    }

    private void fail(ConfigPlace place, String message, String remedy) {
        problems.add(Problem.error(place.location(), place.prefix() + message, remedy));
    }

    private static Set<String> keys(RecordComponent[] components) {
        var keys = new LinkedHashSet<String>();
        for (var component : components) {
            keys.add(Keys.ofComponent(component.getName()));
        }
        return keys;
    }

    private static Constructor<?> canonicalConstructor(Class<?> type, RecordComponent[] components) {
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its canonical constructor: " + type, e);
        }
    }

    /** Read where the constructor is declared, which may accept null for a component that never is. */
    private static boolean isNullable(Parameter parameter) {
        return Stream.of(parameter.getAnnotatedType().getAnnotations(), parameter.getAnnotations())
                .flatMap(Arrays::stream)
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.getSimpleName().equals("Nullable"));
    }
}
