package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What SQL functions need of the workers of one generation. Thread-safe. */
interface FunctionWorkers {

    /** @param returns SQL name of the result's type, like those of the parameters */
    record Signature(String name, List<String> parameters, String returns) {
        public Signature {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * Loads a plugin into every worker, also into those that are started later.
     *
     * @param module null for the functions that the project's own modules declare
     * @param config what the plugin is created with; plain Java values, secrets revealed
     * @throws PlatformException when it cannot be loaded, and why
     */
    List<Signature> load(String plugin, @Nullable String module, Map<String, @Nullable Object> config);

    /**
     * Computes one batch on one worker.
     *
     * @param columns as in {@link dev.mxcp.spi.SqlFunctions.SqlFunction#apply}
     * @throws PlatformException with a message for the caller
     */
    List<@Nullable Object> compute(String function, List<List<@Nullable Object>> columns, @Nullable CallContext call);
}
