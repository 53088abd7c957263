package dev.mxcp.plugin.lang.jinja;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments as a template may see them: maps, lists, text, numbers, booleans, and nothing else. */
final class TemplateValues {

    private TemplateValues() {}

    static Map<String, @Nullable Object> of(Map<String, @Nullable Object> arguments) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        arguments.forEach((name, value) -> values.put(name, plain(value)));
        return values;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean flag -> flag;
            case Number number -> number;
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, item) -> copy.put(String.valueOf(key), plain(item)));
                yield copy;
            }
            case Collection<?> items -> {
                var copy = new ArrayList<@Nullable Object>();
                items.forEach(item -> copy.add(plain(item)));
                yield copy;
            }
            case Temporal time -> text(time);
            default -> value.toString();
        };
    }

    private static String text(Temporal time) {
        return switch (time) {
            case LocalTime t -> DateTimeFormatter.ISO_LOCAL_TIME.format(t);
            case LocalDateTime t -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(t);
            case OffsetDateTime t -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(t);
            case Instant t -> DateTimeFormatter.ISO_INSTANT.format(t);
            default -> time.toString();
        };
    }
}
