package dev.mxcp.core.type;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form in which equal values are equal: 1, 1.0 and a decimal 1.00 are one value, as they are in JSON. */
final class Canonical {

    private Canonical() {}

    static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> number(number);
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Map<?, ?> map -> {
                var result = new HashMap<@Nullable Object, @Nullable Object>();
                map.forEach((key, item) -> result.put(String.valueOf(key), of(item)));
                yield result;
            }
            case Collection<?> items -> {
                var result = new ArrayList<@Nullable Object>(items.size());
                items.forEach(item -> result.add(of(item)));
                yield result;
            }
            default -> value;
        };
    }

    private static Object number(Number number) {
        BigDecimal exact = Numbers.exact(number);
        return exact == null ? number : exact.stripTrailingZeros();
    }
}
