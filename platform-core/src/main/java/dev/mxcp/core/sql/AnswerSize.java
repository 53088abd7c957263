package dev.mxcp.core.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many bytes a value of a database takes as JSON. Cheap: it counts characters and writes nothing. */
final class AnswerSize {

    /** Numbers, flags, dates and times, with what separates them from the next value. */
    private static final int SCALAR = 16;

    /** Quotes, brackets and what separates a value from the next one. */
    private static final int FRAME = 3;

    private static final int BITS_OF_A_DIGIT = 3;

    private AnswerSize() {}

    static long of(@Nullable Object value) {
        return switch (value) {
            case String text -> FRAME + text.length();
            case byte[] bytes -> FRAME + bytes.length * 4L / 3;
            case BigInteger number -> SCALAR + number.bitLength() / BITS_OF_A_DIGIT;
            case BigDecimal number -> SCALAR + number.unscaledValue().bitLength() / BITS_OF_A_DIGIT;
            case List<?> list -> list(list);
            case Map<?, ?> map -> FRAME + list(map.keySet()) + list(map.values());
            case null, default -> SCALAR;
        };
    }

    private static long list(Iterable<?> values) {
        long size = FRAME;
        for (var value : values) {
            size += of(value);
        }
        return size;
    }
}
