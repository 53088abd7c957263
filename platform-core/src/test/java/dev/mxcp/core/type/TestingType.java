package dev.mxcp.core.type;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.type.TypeDefinition.Base;
import dev.mxcp.core.type.TypeDefinition.Default;
import dev.mxcp.core.type.TypeDefinition.Format;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes type definitions the way YAML does: keyword by keyword. */
final class TestingType {

    private final Base base;
    private final Map<String, TypeDefinition> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final Map<String, BigDecimal> numbers = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private @Nullable Format format;
    private @Nullable String description;
    private @Nullable Default fallback;
    private List<@Nullable Object> examples = List.of();
    private @Nullable List<@Nullable Object> enumeration;
    private @Nullable String pattern;
    private boolean unique;
    private @Nullable TypeDefinition items;
    private boolean additional = true;

    private TestingType(Base base) {
        this.base = base;
    }

    static TestingType string() {
        return new TestingType(Base.STRING);
    }

    static TestingType string(Format format) {
        var type = string();
        type.format = format;
        return type;
    }

    static TestingType integer() {
        return new TestingType(Base.INTEGER);
    }

    static TestingType number() {
        return new TestingType(Base.NUMBER);
    }

    static TestingType bool() {
        return new TestingType(Base.BOOLEAN);
    }

    static TestingType array() {
        return new TestingType(Base.ARRAY);
    }

    static TestingType array(TestingType items) {
        var type = array();
        type.items = items.build();
        return type;
    }

    static TestingType object() {
        return new TestingType(Base.OBJECT);
    }

    static TestingType of(Base base) {
        return new TestingType(base);
    }

    TestingType property(String name, TestingType type) {
        properties.put(name, type.build());
        return this;
    }

    TestingType required(String... names) {
        required.addAll(List.of(names));
        return this;
    }

    TestingType strict() {
        additional = false;
        return this;
    }

    TestingType format(@Nullable Format value) {
        format = value;
        return this;
    }

    TestingType description(String value) {
        description = value;
        return this;
    }

    TestingType orElse(@Nullable Object value) {
        fallback = new Default(value);
        return this;
    }

    TestingType examples(@Nullable Object... values) {
        examples = Arrays.asList(values);
        return this;
    }

    TestingType oneOf(@Nullable Object... values) {
        enumeration = Arrays.asList(values);
        return this;
    }

    TestingType pattern(String value) {
        pattern = value;
        return this;
    }

    TestingType unique() {
        unique = true;
        return this;
    }

    /** {@code minimum}, {@code maximum}, {@code exclusiveMinimum}, {@code exclusiveMaximum} or {@code multipleOf}. */
    TestingType with(String keyword, String value) {
        numbers.put(keyword, new BigDecimal(value));
        return this;
    }

    /** {@code minLength}, {@code maxLength}, {@code minItems} or {@code maxItems}. */
    TestingType with(String keyword, int value) {
        counts.put(keyword, value);
        return this;
    }

    TypeDefinition build() {
        return new TypeDefinition(
                base,
                format,
                description,
                fallback,
                examples,
                enumeration,
                false,
                counts.get("minLength"),
                counts.get("maxLength"),
                pattern,
                numbers.get("minimum"),
                numbers.get("maximum"),
                numbers.get("exclusiveMinimum"),
                numbers.get("exclusiveMaximum"),
                numbers.get("multipleOf"),
                counts.get("minItems"),
                counts.get("maxItems"),
                unique,
                items,
                properties,
                required,
                additional,
                Location.of("tools/test.yml"));
    }
}
