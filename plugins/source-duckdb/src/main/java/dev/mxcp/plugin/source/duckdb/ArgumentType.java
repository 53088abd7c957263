package dev.mxcp.plugin.source.duckdb;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The type that the engine gives to an argument, found by looking at the value. */
sealed interface ArgumentType {

    /** The most digits that the engine's DECIMAL and HUGEINT hold. */
    int MAX_DIGITS = 38;

    /** The engine's name of the type. */
    String sql();

    record Scalar(String sql) implements ArgumentType {
        static final Scalar NULL = new Scalar("\"NULL\"");
        static final Scalar BIGINT = new Scalar("BIGINT");
        static final Scalar DOUBLE = new Scalar("DOUBLE");
        static final Scalar VARCHAR = new Scalar("VARCHAR");
        static final Scalar JSON = new Scalar("JSON");
    }

    /** @param digits before the point */
    record Decimal(int digits, int scale) implements ArgumentType {
        @Override
        public String sql() {
            return "DECIMAL(" + MAX_DIGITS + "," + scale + ")";
        }

        boolean fits() {
            return digits + scale <= MAX_DIGITS;
        }
    }

    record ListOf(ArgumentType element) implements ArgumentType {
        @Override
        public String sql() {
            return element.sql() + "[]";
        }
    }

    record StructOf(Map<String, ArgumentType> fields) implements ArgumentType {
        @Override
        public String sql() {
            return fields.entrySet().stream()
                    .map(field -> "\"" + field.getKey().replace("\"", "\"\"") + "\" "
                            + field.getValue().sql())
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
    }

    static ArgumentType of(@Nullable Object value) {
        return switch (value) {
            case null -> Scalar.NULL;
            case Boolean ignored -> new Scalar("BOOLEAN");
            case Byte ignored -> Scalar.BIGINT;
            case Short ignored -> Scalar.BIGINT;
            case Integer ignored -> Scalar.BIGINT;
            case Long ignored -> Scalar.BIGINT;
            case Float ignored -> Scalar.DOUBLE;
            case Double ignored -> Scalar.DOUBLE;
            case BigInteger number -> decimal(new BigDecimal(number));
            case BigDecimal number -> decimal(number);
            case byte[] ignored -> new Scalar("BLOB");
            case LocalDate ignored -> new Scalar("DATE");
            case LocalTime ignored -> new Scalar("TIME");
            case LocalDateTime ignored -> new Scalar("TIMESTAMP");
            case OffsetDateTime ignored -> new Scalar("TIMESTAMP WITH TIME ZONE");
            case ZonedDateTime ignored -> new Scalar("TIMESTAMP WITH TIME ZONE");
            case Instant ignored -> new Scalar("TIMESTAMP WITH TIME ZONE");
            case Duration ignored -> new Scalar("INTERVAL");
            case UUID ignored -> new Scalar("UUID");
            case List<?> list ->
                new ListOf(list.stream().map(ArgumentType::of).reduce(Scalar.NULL, ArgumentType::common));
            case Map<?, ?> map -> struct(map);
            default -> Scalar.VARCHAR;
        };
    }

    private static ArgumentType decimal(BigDecimal number) {
        var plain = number.scale() < 0 ? number.setScale(0) : number;
        var type = new Decimal(Math.max(0, plain.precision() - plain.scale()), plain.scale());
        return type.fits() ? type : Scalar.VARCHAR;
    }

    private static ArgumentType struct(Map<?, ?> map) {
        if (map.isEmpty()) {
            // the engine has no struct without fields
            return Scalar.JSON;
        }
        var fields = new LinkedHashMap<String, ArgumentType>();
        map.forEach((key, value) -> fields.put(String.valueOf(key), of(value)));
        return new StructOf(fields);
    }

    /** The type that holds values of both. */
    static ArgumentType common(ArgumentType one, ArgumentType other) {
        if (one.equals(other) || other.equals(Scalar.NULL)) {
            return one;
        }
        if (one.equals(Scalar.NULL)) {
            return other;
        }
        if (isNumber(one) && isNumber(other)) {
            return commonNumber(one, other);
        }
        if (one instanceof ListOf(var first) && other instanceof ListOf(var second)) {
            return new ListOf(common(first, second));
        }
        if (one instanceof StructOf(var first) && other instanceof StructOf(var second)) {
            var fields = new LinkedHashMap<>(first);
            second.forEach((name, type) -> fields.merge(name, type, ArgumentType::common));
            return new StructOf(fields);
        }
        return isPlainText(one) && isPlainText(other) ? Scalar.VARCHAR : Scalar.JSON;
    }

    private static ArgumentType commonNumber(ArgumentType one, ArgumentType other) {
        if (one.equals(Scalar.DOUBLE) || other.equals(Scalar.DOUBLE)) {
            return Scalar.DOUBLE;
        }
        var first = one instanceof Decimal decimal ? decimal : new Decimal(19, 0);
        var second = other instanceof Decimal decimal ? decimal : new Decimal(19, 0);
        var both = new Decimal(Math.max(first.digits(), second.digits()), Math.max(first.scale(), second.scale()));
        return both.fits() ? both : Scalar.DOUBLE;
    }

    private static boolean isNumber(ArgumentType type) {
        return type.equals(Scalar.BIGINT) || type.equals(Scalar.DOUBLE) || type instanceof Decimal;
    }

    private static boolean isPlainText(ArgumentType type) {
        return !type.equals(Scalar.JSON) && !(type instanceof ListOf) && !(type instanceof StructOf);
    }
}
