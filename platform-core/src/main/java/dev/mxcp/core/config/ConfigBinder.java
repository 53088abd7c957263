package dev.mxcp.core.config;

import dev.mxcp.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds plain values, as YAML gives them, to a config record. Components that are {@code @Nullable} are optional, all
 * others are required, unknown keys are refused. A component may be a text, number, truth value, enum, {@code Path},
 * {@code URI}, {@code Duration}, {@code Secret}, {@code Object}, a record, or a {@code List} or {@code Map} of these.
 *
 * <p>Works on records of any class loader. Jackson would stop at the first problem, and quote values in its messages.
 */
public final class ConfigBinder {

    private ConfigBinder() {}

    /**
     * Binds the values.
     *
     * @throws ConfigException with everything that is wrong, each problem at its place; never shows a value
     */
    public static <C extends Record> C bind(
            Class<C> type, Map<String, ? extends @Nullable Object> values, ConfigPlace place) {
        var problems = new ArrayList<Problem>();
        var bound = new RecordBinding(problems, Secrets.of(values)).bind(type, values, place);
        if (bound == null || !problems.isEmpty()) {
            throw new ConfigException(List.copyOf(problems));
        }
        return type.cast(bound);
    }
}
