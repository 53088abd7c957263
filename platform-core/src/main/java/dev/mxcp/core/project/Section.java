package dev.mxcp.core.project;

import dev.mxcp.spi.Secret;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Typed reading of a mapping that has been checked against its schema. */
record Section(Map<String, @Nullable Object> values) {

    static Section of(@Nullable Object tree) {
        return new Section(Trees.map(tree));
    }

    Section section(String key) {
        return of(values.get(key));
    }

    @Nullable
    String text(String key) {
        return asText(values.get(key));
    }

    String text(String key, String otherwise) {
        var text = text(key);
        return text == null ? otherwise : text;
    }

    /** A text alone counts as a list of one. */
    List<String> texts(String key) {
        var value = values.get(key);
        return value instanceof List<?> list
                ? list.stream().map(item -> String.valueOf(asText(item))).toList()
                : value == null ? List.of() : List.of(String.valueOf(asText(value)));
    }

    boolean flag(String key, boolean otherwise) {
        return values.get(key) instanceof Boolean flag ? flag : otherwise;
    }

    @Nullable
    Boolean flag(String key) {
        return values.get(key) instanceof Boolean flag ? flag : null;
    }

    int integer(String key, int otherwise) {
        return values.get(key) instanceof Number number ? clamp(number) : otherwise;
    }

    @Nullable
    Integer integer(String key) {
        return values.get(key) instanceof Number number ? (Integer) clamp(number) : null;
    }

    @Nullable
    BigDecimal decimal(String key) {
        return values.get(key) instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    long longInteger(String key, long otherwise) {
        return values.get(key) instanceof Number number ? number.longValue() : otherwise;
    }

    Duration seconds(String key, Duration otherwise) {
        return values.get(key) instanceof Number number
                ? Duration.ofMillis(Math.max(1, Math.round(number.doubleValue() * 1000)))
                : otherwise;
    }

    boolean isPositive(String key) {
        return values.get(key) instanceof Number number && number.doubleValue() > 0;
    }

    @Nullable
    Duration duration(String key) {
        return values.get(key) instanceof Number ? seconds(key, Duration.ZERO) : null;
    }

    Map<String, @Nullable Object> raw(String key) {
        return Trees.map(values.get(key));
    }

    private static int clamp(Number number) {
        return (int) Math.clamp(number.doubleValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static @Nullable String asText(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Secret secret -> secret.reveal();
            default -> value.toString();
        };
    }
}
