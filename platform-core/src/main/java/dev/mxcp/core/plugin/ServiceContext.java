package dev.mxcp.core.plugin;

import dev.mxcp.spi.PluginContext;
import java.nio.file.Path;

record ServiceContext(ServiceScope scope, Path pluginDirectory) implements PluginContext {

    @Override
    public Path projectDirectory() {
        return scope.directory();
    }

    @Override
    public String project() {
        return scope.project();
    }

    @Override
    public String profile() {
        return scope.profile();
    }
}
