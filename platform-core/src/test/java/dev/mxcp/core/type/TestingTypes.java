package dev.mxcp.core.type;

import dev.mxcp.core.type.TypeDefinition.Format;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random types, and random values that mostly fit them. Driven by one seed, so that a failure can be repeated. */
final class TestingTypes {

    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final List<String> PATTERNS = List.of("^[a-z]", "[0-9]+", "x", ".");

    private final Random random;

    TestingTypes(long seed) {
        this.random = new Random(seed);
    }

    TestingType type(int depth) {
        var type = switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> text();
            case 1 -> formatted();
            case 2 -> bounds(TestingType.integer());
            case 3 -> bounds(TestingType.number());
            case 4 -> TestingType.bool();
            case 5 -> array(depth);
            default -> object(depth);
        };
        return chance(4) ? type.description("about " + random.nextInt(9)) : type;
    }

    private TestingType text() {
        var type = TestingType.string();
        switch (random.nextInt(4)) {
            case 0 -> type.with("minLength", random.nextInt(3)).with("maxLength", 2 + random.nextInt(4));
            case 1 -> type.pattern(PATTERNS.get(random.nextInt(PATTERNS.size())));
            case 2 -> type.oneOf("ab", "x1", chance(2) ? null : "z");
            default -> {}
        }
        return type;
    }

    private TestingType formatted() {
        var type = TestingType.string(pick(Format.values()));
        if (chance(3)) {
            var sample = type.build();
            type.oneOf(text(sample, false), text(sample, false));
        }
        return chance(5) ? type.orElse(null) : type;
    }

    private TestingType bounds(TestingType type) {
        switch (random.nextInt(5)) {
            case 0 -> type.with("minimum", "-10").with("maximum", "10.5");
            case 1 -> type.with("exclusiveMinimum", "0").with("exclusiveMaximum", "100");
            case 2 -> type.with("multipleOf", "0.5");
            case 3 -> type.oneOf(1, 2, 3).orElse(2);
            default -> {}
        }
        return type;
    }

    private TestingType array(int depth) {
        var type = chance(5) ? TestingType.array() : TestingType.array(type(depth - 1));
        if (chance(3)) {
            type.with("minItems", random.nextInt(2)).with("maxItems", 1 + random.nextInt(4));
        }
        return chance(4) ? type.unique() : type;
    }

    private TestingType object(int depth) {
        var type = TestingType.object();
        for (var name : NAMES.subList(0, random.nextInt(NAMES.size()))) {
            type.property(name, type(depth - 1));
            if (chance(2)) {
                type.required(name);
            }
        }
        return chance(3) ? type.strict() : type;
    }

    /** What a client might send: JSON-like plain Java. */
    @Nullable
    Object argument(TypeDefinition type) {
        return value(type, false);
    }

    /** What an endpoint might answer: plain Java. */
    @Nullable
    Object result(TypeDefinition type) {
        return value(type, true);
    }

    private @Nullable Object value(TypeDefinition type, boolean result) {
        if (chance(25)) {
            return anything(2, result);
        }
        if (chance(15)) {
            return null;
        }
        var allowed = type.enumeration();
        if (allowed != null && !chance(10)) {
            return allowed.get(random.nextInt(allowed.size()));
        }
        return switch (type.base()) {
            case STRING -> text(type, result);
            case INTEGER -> integer();
            case NUMBER -> number(result);
            case BOOLEAN -> random.nextBoolean();
            case ARRAY -> items(type, result);
            case OBJECT -> members(type, result);
        };
    }

    private Object text(TypeDefinition type, boolean result) {
        var day = LocalDate.of(1 + random.nextInt(9998), 1 + random.nextInt(12), 1 + random.nextInt(28));
        var time = LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L));
        if (result && chance(5)) {
            return pick(
                    day, time, day.atTime(time), new BigDecimal("12.50"), BigInteger.TWO.pow(70), new byte[] {1, 2});
        }
        return switch (type.format()) {
            case null -> pick("", "x", "a1", "abc", "x1", "ümläut", "0", "😀");
            case EMAIL -> pick("ada@example.org", "a.b+c@d.e.fr", "nobody");
            case URI -> pick("https://example.org/x?y=1", "urn:isbn:123", "example");
            case DATE -> day.toString();
            case TIME -> time.toString();
            case DATE_TIME -> day.atTime(time) + pick("Z", "+02:00", "").toString();
            case DURATION -> pick("P1D", "PT1H30M", "P2W", "PT0.5S", "P", "P1Y2M3DT4H5M6S");
            case TIMESTAMP ->
                result
                        ? day.atTime(time).atOffset(ZoneOffset.UTC).toString()
                        : pick(0L, 1_700_000_000L, new BigDecimal("1700000000.25"), -62_135_596_800L, 1L << 60);
        };
    }

    private Number integer() {
        return (Number) pick(0L, 1L, 2L, -3L, 7, 42L, 10.0, new BigDecimal("5.0"), BigInteger.TWO.pow(64), 1e18);
    }

    private Number number(boolean result) {
        return result && chance(8)
                ? (Number) pick(Double.NaN, Double.NEGATIVE_INFINITY, Float.NaN)
                : (Number) pick(
                        0L,
                        1.5,
                        0.1,
                        10.5,
                        new BigDecimal("0.30"),
                        new BigDecimal("12345678901234567890.5"),
                        99,
                        1e300,
                        2.5f);
    }

    private List<@Nullable Object> items(TypeDefinition type, boolean result) {
        var list = new ArrayList<@Nullable Object>();
        var items = type.items();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(items == null ? anything(1, result) : value(items, result));
        }
        return list;
    }

    private Map<String, @Nullable Object> members(TypeDefinition type, boolean result) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        type.properties().forEach((name, property) -> {
            if (type.required().contains(name) ? !chance(20) : chance(2)) {
                map.put(name, value(property, result));
            }
        });
        if (chance(6)) {
            map.put("extra", anything(1, result));
        }
        return map;
    }

    /** Any plain Java value. */
    @Nullable
    Object anything(int depth, boolean result) {
        if (result && chance(2)) {
            return pick(
                    Double.NaN,
                    1.5f,
                    new byte[] {3},
                    LocalDate.EPOCH,
                    LocalTime.NOON,
                    LocalDateTime.MIN,
                    OffsetDateTime.now(ZoneOffset.UTC),
                    Duration.ofSeconds(90),
                    Period.ofDays(3),
                    UUID.randomUUID(),
                    new BigDecimal("1E-30"),
                    (short) 3,
                    "half \uD83D");
        }
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> "t" + random.nextInt(5);
            case 4 -> random.nextDouble();
            case 5 -> {
                var list = new ArrayList<@Nullable Object>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(anything(depth - 1, result));
                }
                yield list;
            }
            default -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    map.put(NAMES.get(i), anything(depth - 1, result));
                }
                yield map;
            }
        };
    }

    /** What policies may do to a value: remove, mask or empty any of its parts, but never the root. */
    @Nullable
    Object restricted(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var rest = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, member) -> {
                    if (!chance(4)) {
                        rest.put(String.valueOf(key), changed(member));
                    }
                });
                yield rest;
            }
            case List<?> items -> {
                var rest = new ArrayList<@Nullable Object>();
                items.forEach(item -> {
                    if (!chance(6)) {
                        rest.add(changed(item));
                    }
                });
                yield rest;
            }
            case null -> null;
            default -> value;
        };
    }

    private @Nullable Object changed(@Nullable Object value) {
        return switch (random.nextInt(6)) {
            case 0 -> "****";
            case 1 -> null;
            default -> restricted(value);
        };
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private Object pick(Object... values) {
        return values[random.nextInt(values.length)];
    }

    private Format pick(Format... values) {
        return values[random.nextInt(values.length)];
    }
}
