package dev.mxcp.core.type;

import dev.mxcp.core.json.JsonValues;
import dev.mxcp.core.type.TypeDefinition.Base;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Result values that are no text yet, but whose JSON form is one where the type says {@code string}. */
final class ResultText {

    private ResultText() {}

    /** The text a value of a {@code string} type is rendered as; the value itself when it is not of that kind. */
    static Object asText(TypeDefinition type, Object value) {
        var text = type.base() == Base.STRING ? of(value) : null;
        return text == null ? value : text;
    }

    /** Null for what a {@code string} type does not accept. */
    static @Nullable String of(Object value) {
        return switch (value) {
            case String text -> text;
            case Temporal time -> JsonValues.text(time);
            case TemporalAmount amount -> amount.toString();
            case UUID id -> id.toString();
            case BigDecimal number -> number.toPlainString();
            case BigInteger number -> number.toString();
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Enum<?> constant -> constant.name();
            default -> null;
        };
    }
}
