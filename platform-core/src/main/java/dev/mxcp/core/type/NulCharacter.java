package dev.mxcp.core.type;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The character at which operating systems and C libraries end a text: behind it {@code '.txt'} of
 * {@code read_text('pages/' || $name || '.txt')} would be lost. No argument holds it.
 */
final class NulCharacter {

    private NulCharacter() {}

    static boolean isIn(@Nullable Object value) {
        return switch (value) {
            case String text -> text.indexOf('\0') >= 0;
            case Map<?, ?> object ->
                object.entrySet().stream().anyMatch(entry -> isIn(entry.getKey()) || isIn(entry.getValue()));
            case Collection<?> items -> items.stream().anyMatch(NulCharacter::isIn);
            case null, default -> false;
        };
    }

    static String problem(String parameter) {
        return "Parameter '%s' must not contain the character U+0000".formatted(parameter);
    }
}
