package dev.mxcp.plugin.lang.python;

import dev.mxcp.plugin.lang.python.FunctionWorkers.Signature;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An SQL function that a worker computes in batches. */
record PythonFunction(Signature signature, FunctionWorkers workers) implements SqlFunction {

    /** The functions of the plugins that the site file lists, and those that the project's own modules declare. */
    static List<SqlFunction> of(Project project, FunctionWorkers workers) {
        var signatures = new ArrayList<Signature>();
        for (var plugin : PluginEntry.of(project)) {
            signatures.addAll(workers.load(plugin.name(), plugin.module(), plugin.config()));
        }
        signatures.addAll(workers.load("", null, Map.of()));
        return signatures.stream()
                .<SqlFunction>map(signature -> new PythonFunction(signature, workers))
                .toList();
    }

    @Override
    public String name() {
        return signature.name();
    }

    @Override
    public List<String> parameterTypes() {
        return signature.parameters();
    }

    @Override
    public String returnType() {
        return signature.returns();
    }

    @Override
    public List<@Nullable Object> apply(List<List<@Nullable Object>> columns, @Nullable CallContext call) {
        var rows = columns.getFirst().size();
        var results = workers.compute(name(), columns, call);
        if (results.size() != rows) {
            throw new PlatformException(Code.FAILED, "answered %d results for %d rows".formatted(results.size(), rows));
        }
        return results;
    }
}
