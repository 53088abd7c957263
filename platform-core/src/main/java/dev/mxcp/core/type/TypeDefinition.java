package dev.mxcp.core.type;

import dev.mxcp.core.problem.Location;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A type as a project's YAML defines it. Absent keywords are null, or empty where they are collections.
 *
 * @param defaultValue present when the key {@code default} is, even with a null value; plain Java
 * @param examples plain Java values
 * @param enumeration allowed values, plain Java; null when the key is absent
 * @param properties in the order of the file
 * @param required names of properties that must be present
 * @param where the place of the definition
 */
public record TypeDefinition(
        Base base,
        @Nullable Format format,
        @Nullable String description,
        @Nullable Default defaultValue,
        List<@Nullable Object> examples,
        @Nullable List<@Nullable Object> enumeration,
        boolean sensitive,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable String pattern,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        @Nullable BigDecimal exclusiveMinimum,
        @Nullable BigDecimal exclusiveMaximum,
        @Nullable BigDecimal multipleOf,
        @Nullable Integer minItems,
        @Nullable Integer maxItems,
        boolean uniqueItems,
        @Nullable TypeDefinition items,
        Map<String, TypeDefinition> properties,
        List<String> required,
        boolean additionalProperties,
        Location where) {

    public enum Base {
        STRING,
        NUMBER,
        INTEGER,
        BOOLEAN,
        ARRAY,
        OBJECT
    }

    public enum Format {
        EMAIL,
        URI,
        DATE,
        TIME,
        DATE_TIME,
        DURATION,
        TIMESTAMP
    }

    /** A default value that may be null. */
    public record Default(@Nullable Object value) {}

    public Optional<Default> defaultIfAny() {
        return Optional.ofNullable(defaultValue);
    }
}
