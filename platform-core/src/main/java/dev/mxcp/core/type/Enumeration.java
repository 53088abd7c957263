package dev.mxcp.core.type;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The allowed values of a type: as they are written, and as they are once converted. */
final class Enumeration {

    private final List<@Nullable Object> declared;
    private final Set<@Nullable Object> allowed = new HashSet<>();

    Enumeration(List<@Nullable Object> declared, UnaryOperator<@Nullable Object> conversion) {
        this.declared = declared;
        for (Object value : declared) {
            allowed.add(Canonical.of(value));
            allowed.add(Canonical.of(conversion.apply(value)));
        }
    }

    boolean allows(@Nullable Object value) {
        return allowed.contains(Canonical.of(value));
    }

    /** {@code ['a', 'b']} */
    String text() {
        return declared.stream()
                .map(value -> value instanceof String text ? "'" + text + "'" : String.valueOf(value))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
