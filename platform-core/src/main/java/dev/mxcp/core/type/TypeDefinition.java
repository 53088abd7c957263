package dev.mxcp.core.type;

import dev.mxcp.core.problem.Location;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
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

    /** The same type with another default. */
    public TypeDefinition withDefault(Default value) {
        return new TypeDefinition(
                base,
                format,
                description,
                value,
                examples,
                enumeration,
                sensitive,
                minLength,
                maxLength,
                pattern,
                minimum,
                maximum,
                exclusiveMinimum,
                exclusiveMaximum,
                multipleOf,
                minItems,
                maxItems,
                uniqueItems,
                items,
                properties,
                required,
                additionalProperties,
                where);
    }

    /** A type without any keyword but its base; for types that are made in code. */
    public static Builder builder(Base base, Location where) {
        return new Builder(base, where);
    }

    /** Sets the few keywords that built-in endpoints need. Not thread-safe. */
    public static final class Builder {
        private final Base base;
        private final Location where;
        private @Nullable String description;
        private @Nullable Integer minLength;
        private @Nullable TypeDefinition items;

        private Builder(Base base, Location where) {
            this.base = base;
            this.where = where;
        }

        public Builder description(String value) {
            this.description = value;
            return this;
        }

        public Builder minLength(int value) {
            this.minLength = value;
            return this;
        }

        public Builder items(TypeDefinition value) {
            this.items = value;
            return this;
        }

        public TypeDefinition build() {
            return new TypeDefinition(
                    base,
                    null,
                    description,
                    null,
                    List.of(),
                    null,
                    false,
                    minLength,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    false,
                    items,
                    Map.of(),
                    List.of(),
                    true,
                    where);
        }
    }
}
