package dev.mxcp.core.type;

import dev.mxcp.core.type.TypeDefinition.Base;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A declared {@code return} type, compiled once: shaping, checking, rendering, and the advertised schema. */
public final class ReturnType {

    private final TypeDefinition definition;
    private final CompiledType type;
    private final Rendering rendering;
    private final Map<String, Object> schema;

    private ReturnType(TypeDefinition definition) {
        this.definition = definition;
        this.type = new CompiledType(definition);
        this.rendering = new Rendering(definition);
        this.schema = OutputSchema.of(definition);
    }

    public static ReturnType compile(TypeDefinition definition) {
        return new ReturnType(definition);
    }

    public TypeDefinition definition() {
        return definition;
    }

    /** Turns rows into what the type asks for: the one row of an object, the one value of a scalar. */
    public @Nullable Object shape(@Nullable Object value) throws MismatchException {
        if (definition.base() == Base.ARRAY || !(value instanceof List<?> rows)) {
            return value;
        }
        if (rows.isEmpty()) {
            throw new MismatchException("No results returned");
        }
        if (rows.size() > 1) {
            throw new MismatchException("Expected single result for return type '%s', but got %d results"
                    .formatted(baseName(), rows.size()));
        }
        var row = rows.getFirst();
        return definition.base() != Base.OBJECT && row instanceof Map<?, ?> columns ? only(columns) : row;
    }

    private @Nullable Object only(Map<?, ?> columns) throws MismatchException {
        if (columns.size() != 1) {
            throw new MismatchException("Expected single value for return type '%s', but got %d values"
                    .formatted(baseName(), columns.size()));
        }
        return columns.values().iterator().next();
    }

    private String baseName() {
        return definition.base().name().toLowerCase(Locale.ROOT);
    }

    /**
     * Checks a shaped value, in plain Java; returns what is wrong. No message holds a value of the result.
     *
     * @param truncated a row limit cut the value off: lower bounds on its length do not count
     */
    public List<String> check(@Nullable Object value, boolean truncated) {
        var trail = new ResultTrail();
        type.check(value, truncated, trail);
        return trail.messages();
    }

    /**
     * The JSON form of a value that was checked, and perhaps changed by policies since: like
     * {@link dev.mxcp.core.json.JsonValues#render}, but exact numbers become text where the type says {@code string}.
     */
    public @Nullable Object render(@Nullable Object value) {
        return rendering.render(value);
    }

    /** What becomes {@code structuredContent}. */
    public Map<String, @Nullable Object> structured(@Nullable Object rendered) {
        return AnswerContent.structured(rendered, isWrapped());
    }

    /** The {@code outputSchema}; allows for fields that policies remove or mask. */
    public Map<String, Object> jsonSchema() {
        return schema;
    }

    /** True when {@code structuredContent} is {@code {"result": value}}, as it must be an object. */
    public boolean isWrapped() {
        return definition.base() != Base.OBJECT;
    }
}
