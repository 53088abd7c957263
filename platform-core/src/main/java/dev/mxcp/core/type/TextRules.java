package dev.mxcp.core.type;

import dev.mxcp.core.type.TypeDefinition.Format;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import org.jspecify.annotations.Nullable;

/** Strings: lengths in characters, pattern, and the formats, most of which convert to {@code java.time}. */
final class TextRules implements ValueRules {

    private final @Nullable Format format;
    private final @Nullable Integer minLength;
    private final @Nullable Integer maxLength;
    private final @Nullable TextPattern pattern;

    TextRules(TypeDefinition type) {
        this.format = type.format();
        this.minLength = type.minLength();
        this.maxLength = type.maxLength();
        var source = type.pattern();
        this.pattern = source == null ? null : new TextPattern(source);
    }

    @Override
    public @Nullable Object convert(Object raw, Trail trail) {
        var text = argument(raw);
        if (text == null) {
            trail.problem(
                    format == null
                            ? "Expected string, got " + TypeNames.schema(raw)
                            : "Expected string for %s format, got %s"
                                    .formatted(Formats.name(format), TypeNames.python(raw)));
            return null;
        }
        limits(text, trail);
        return format == null ? text : Formats.convert(format, raw, text, trail);
    }

    @Override
    public void check(Object value, boolean truncated, Trail trail) {
        var text = ResultText.of(value);
        if (text == null) {
            trail.problem("Expected string, got " + TypeNames.python(value));
            return;
        }
        if (value instanceof String) {
            limits(text, trail);
            if (format != null) {
                Formats.check(format, text, trail);
            }
        }
    }

    /** Numbers and booleans have an obvious text; with a format, only {@code timestamp} takes numbers. */
    private @Nullable String argument(Object raw) {
        return switch (raw) {
            case String text -> text;
            case Temporal _ -> ResultText.of(raw);
            case TemporalAmount amount -> amount.toString();
            case Boolean flag -> format == null ? flag.toString() : null;
            case Number number -> format == null || format == Format.TIMESTAMP ? number.toString() : null;
            default -> null;
        };
    }

    private void limits(String text, Trail trail) {
        if (minLength != null || maxLength != null) {
            int length = text.codePointCount(0, text.length());
            if (minLength != null && length < minLength) {
                trail.problem("String must be at least %d characters long".formatted(minLength));
            }
            if (maxLength != null && length > maxLength) {
                trail.problem("String must be at most %d characters long".formatted(maxLength));
            }
        }
        if (pattern != null && !pattern.isIn(text)) {
            trail.problem("String should match pattern '%s'".formatted(pattern.source()));
        }
    }
}
