package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PluginContext;
import dev.mxcp.spi.SqlFunctions;

/** Creates the functions of one Python plugin, in the workers of the project's generation that began last. */
final class PythonFunctionsFactory implements Factory<PythonFunctionsConfig, SqlFunctions> {

    private final LatestWorkers latest;

    PythonFunctionsFactory(LatestWorkers latest) {
        this.latest = latest;
    }

    @Override
    public String name() {
        return "python";
    }

    @Override
    public Class<PythonFunctionsConfig> configType() {
        return PythonFunctionsConfig.class;
    }

    @Override
    public SqlFunctions create(PythonFunctionsConfig config, PluginContext context) {
        var workers = latest.of(context.projectDirectory());
        var functions = PythonFunction.load(workers, config.name(), config.module(), config.settings());
        return () -> functions;
    }
}
