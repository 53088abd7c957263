package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.SourceException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever goes into a worker comes back as it went. */
class RoundTripProperties {

    private static final LocalDate FIRST = LocalDate.of(1, 1, 2);
    private static final long DAYS = 3_652_057;
    private static final long MICROS_OF_DAY = 86_400_000_000L;

    private static final Map<JsonLibrary, TestingPython> PYTHONS = new EnumMap<>(JsonLibrary.class);
    private static final Map<JsonLibrary, PreparedEndpoint> ECHOES = new EnumMap<>(JsonLibrary.class);

    @BeforeContainer
    static void start() throws IOException, SourceException {
        for (var json : JsonLibrary.values()) {
            var python = json.in(Files.createTempDirectory("round-trip"));
            PYTHONS.put(json, python);
            ECHOES.put(json, python.inline("return value", "value"));
        }
    }

    @AfterContainer
    static void stop() {
        PYTHONS.values().forEach(TestingPython::close);
    }

    @Property(tries = 300)
    void valuesComeBackAsTheyWent(@ForAll JsonLibrary json, @ForAll("values") @Nullable Object value) {
        var back = TestingPython.run(ECHOES.get(json), Collections.singletonMap("value", value));

        assertThat(comparable(back)).isEqualTo(comparable(value));
    }

    /** Bytes as text, because arrays are equal to themselves only. */
    private static @Nullable Object comparable(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> "bytes " + Base64.getEncoder().encodeToString(bytes);
            case List<?> list ->
                list.stream().map(RoundTripProperties::comparable).toList();
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<Object, @Nullable Object>();
                map.forEach((key, member) -> members.put(key, comparable(member)));
                yield members;
            }
            case null, default -> value;
        };
    }

    @Provide
    Arbitrary<Object> values() {
        return nested(3);
    }

    private static Arbitrary<Object> nested(int levels) {
        if (levels == 0) {
            return scalars();
        }
        var within = nested(levels - 1);
        var keys = Arbitraries.oneOf(texts(), Arbitraries.of("$:date", "$:int", "$:map", "$:", "$", ""));
        return Arbitraries.oneOf(List.of(
                scalars(),
                within.list().ofMaxSize(4).map(list -> list),
                Arbitraries.maps(keys, within).ofMaxSize(3).map(map -> map)));
    }

    private static Arbitrary<Object> scalars() {
        return Arbitraries.oneOf(List.of(
                Arbitraries.of(true, false).map(value -> value),
                Arbitraries.longs().map(value -> value),
                Arbitraries.bigIntegers()
                        .between(BigInteger.TEN.pow(40).negate(), BigInteger.TEN.pow(40))
                        .filter(value -> value.bitLength() > 63)
                        .map(value -> value),
                Arbitraries.doubles().map(value -> value),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE)
                        .map(value -> value),
                Combinators.combine(
                                Arbitraries.bigIntegers(),
                                Arbitraries.integers().between(-20, 40))
                        .as(BigDecimal::new),
                texts().map(value -> value),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(value -> value),
                dates().map(value -> value),
                times().map(value -> value),
                Combinators.combine(dates(), times()).as(LocalDateTime::of),
                Combinators.combine(dates(), times(), Arbitraries.integers().between(-64_800, 64_800))
                        .as((date, time, offset) -> OffsetDateTime.of(date, time, ZoneOffset.ofTotalSeconds(offset))),
                Arbitraries.longs()
                        .between(-MICROS_OF_DAY * 999_999, MICROS_OF_DAY * 999_999)
                        .map(micros -> Duration.of(micros, ChronoUnit.MICROS)),
                Arbitraries.create(() -> null)));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange('\0', '\ud7ff')
                .withChars('"', '\\', '$', ':', '\u2028', '\uffff')
                .ofMaxLength(20);
    }

    private static Arbitrary<LocalDate> dates() {
        return Arbitraries.longs().between(0, DAYS - 2).map(FIRST::plusDays);
    }

    private static Arbitrary<LocalTime> times() {
        return Arbitraries.longs().between(0, MICROS_OF_DAY - 1).map(micros -> LocalTime.ofNanoOfDay(micros * 1_000));
    }
}
