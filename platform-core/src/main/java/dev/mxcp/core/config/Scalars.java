package dev.mxcp.core.config;

import dev.mxcp.spi.Secret;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns single YAML values into the types of config records. Strict: a number is not a text, because YAML has already
 * dropped its leading zeros. Messages never repeat the value, which may be a secret in the wrong place.
 */
final class Scalars {

    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

    /** @param expected how a message names the type, such as {@code a whole number} */
    private record Scalar(String expected, Function<Object, @Nullable Object> convert) {}

    private static final Map<Class<?>, Scalar> BY_TYPE = Map.ofEntries(
            Map.entry(String.class, new Scalar("text in quotes", Scalars::text)),
            Map.entry(Secret.class, new Scalar("text in quotes", value -> new Secret(text(value)))),
            Map.entry(boolean.class, new Scalar("true or false", Scalars::truth)),
            Map.entry(Boolean.class, new Scalar("true or false", Scalars::truth)),
            Map.entry(
                    int.class,
                    new Scalar("a whole number", value -> whole(value).intValueExact())),
            Map.entry(
                    Integer.class,
                    new Scalar("a whole number", value -> whole(value).intValueExact())),
            Map.entry(
                    long.class,
                    new Scalar("a whole number", value -> whole(value).longValueExact())),
            Map.entry(
                    Long.class,
                    new Scalar("a whole number", value -> whole(value).longValueExact())),
            Map.entry(BigInteger.class, new Scalar("a whole number", Scalars::whole)),
            Map.entry(
                    double.class, new Scalar("a number", value -> number(value).doubleValue())),
            Map.entry(
                    Double.class, new Scalar("a number", value -> number(value).doubleValue())),
            Map.entry(BigDecimal.class, new Scalar("a number", Scalars::number)),
            Map.entry(Path.class, new Scalar("a path, as text", value -> Path.of(text(value)))),
            Map.entry(URI.class, new Scalar("a URI, as text", value -> URI.create(text(value)))),
            Map.entry(Duration.class, new Scalar("a duration such as 500ms, 30s, 5m, 2h or PT30S", Scalars::duration)),
            Map.entry(Object.class, new Scalar("a value", value -> value)));

    private Scalars() {}

    static boolean isKnown(Class<?> type) {
        return type.isEnum() || BY_TYPE.containsKey(type);
    }

    /**
     * Converts one value.
     *
     * @throws IllegalArgumentException with what is expected
     */
    static Object convert(Class<?> type, Object value) {
        if (type.isEnum()) {
            return constant(type, value);
        }
        var scalar = Optional.ofNullable(BY_TYPE.get(type))
                .orElseThrow(() -> new IllegalStateException("config records cannot hold " + type.getName()));
        try {
            return Objects.requireNonNull(scalar.convert().apply(plain(type, value)));
        } catch (IllegalArgumentException | ArithmeticException | ClassCastException e) {
            throw new IllegalArgumentException("must be " + scalar.expected());
        }
    }

    /** A reference such as {@code ${PORT}} resolves to a secret text, whatever it stands for. */
    private static Object plain(Class<?> type, Object value) {
        return value instanceof Secret secret && type != Object.class ? new Referenced(secret.reveal()) : value;
    }

    /** Text that came from a reference; it may stand for a number or a truth value. */
    private record Referenced(String text) {}

    private static String text(Object value) {
        return value instanceof Referenced referenced ? referenced.text() : (String) value;
    }

    private static Boolean truth(Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case Referenced(var text) when text.equals("true") || text.equals("false") -> text.equals("true");
            default -> throw new IllegalArgumentException();
        };
    }

    private static BigInteger whole(Object value) {
        return switch (value) {
            case Integer number -> BigInteger.valueOf(number);
            case Long number -> BigInteger.valueOf(number);
            case BigInteger number -> number;
            case Referenced(var text) -> new BigInteger(text);
            default -> throw new IllegalArgumentException();
        };
    }

    private static BigDecimal number(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case Double number -> BigDecimal.valueOf(number);
            case Float number -> BigDecimal.valueOf(number);
            case Referenced(var text) -> new BigDecimal(text);
            default -> new BigDecimal(whole(value));
        };
    }

    private static Duration duration(Object value) {
        var text = text(value).strip();
        var amountAndUnit = DURATION.matcher(text);
        if (!amountAndUnit.matches()) {
            return iso(text);
        }
        var amount = Long.parseLong(amountAndUnit.group(1));
        return switch (amountAndUnit.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object constant(Class<?> type, Object value) {
        var names = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(each -> Keys.normalised(yamlName(each)), each -> each));
        var constant = value instanceof String || value instanceof Secret
                ? names.get(Keys.normalised(text(plain(type, value))))
                : null;
        if (constant == null) {
            throw new IllegalArgumentException("must be one of " + enumNames(type));
        }
        return constant;
    }

    private static String enumNames(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Scalars::yamlName).collect(Collectors.joining(", "));
    }

    private static String yamlName(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }
}
