package dev.mxcp.core.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A default, converted once.
 *
 * @param problems what is wrong with it; each use of the default then fails
 */
record Prefilled(@Nullable Object value, List<String> problems) {

    static @Nullable Prefilled of(CompiledType type) {
        var declared = type.definition().defaultValue();
        if (declared == null) {
            return null;
        }
        var trail = new ArgumentTrail();
        var value = type.convert(declared.value(), false, trail);
        return new Prefilled(value, trail.messages());
    }

    @Nullable
    Object use(Trail trail) {
        for (var problem : problems) {
            trail.problem("The default does not fit its own type: " + problem);
        }
        return value;
    }
}
