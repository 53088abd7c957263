package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.plugin.lang.python.process.Interpreter;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PluginContext;
import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.contract.Prerequisite;
import dev.mxcp.spi.contract.TestingCallContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A project with Python code in a folder of the test, and the language that runs it. */
final class TestingPython implements AutoCloseable {

    private final Path root;
    private final PythonLanguage language;
    private final TestingProjectWithCalls project;

    private TestingPython(Path root, PythonLanguage language, TestingProjectWithCalls project) {
        this.root = root;
        this.language = language;
        this.project = project;
    }

    /** Where there is no Python, see {@link Prerequisite}. */
    static void assumePython() {
        try {
            Interpreter.find(null, Path.of("."), System.getenv());
        } catch (PlatformException e) {
            Prerequisite.missing("tests of Python need one: " + e.userMessage(), e);
        }
    }

    static TestingPython in(Path root) {
        return in(root, PythonConfig.DEFAULTS);
    }

    static TestingPython in(Path root, PythonConfig config) {
        return in(root, config, System.getenv());
    }

    static TestingPython in(Path root, PythonConfig config, Map<String, String> environment) {
        assumePython();
        var project = new TestingProjectWithCalls(root);
        return new TestingPython(root, new PythonLanguage(config, new Context(root), environment), project);
    }

    PythonLanguage language() {
        return language;
    }

    TestingProjectWithCalls project() {
        return project;
    }

    /** Writes a file of the project. */
    static Path write(Path root, String file, String text) {
        try {
            var path = root.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PreparedEndpoint function(String file, String name, String... parameters) throws SourceException {
        return language.prepare(new EndpointSource(name, "", file, null, List.of(parameters)), project);
    }

    /** The project as it is after a reload. */
    TestingProjectWithCalls nextGeneration() {
        var next = new TestingProjectWithCalls(root);
        language.begin(next);
        return next;
    }

    PreparedEndpoint function(TestingProjectWithCalls generation, String file, String name, String... parameters)
            throws SourceException {
        return language.prepare(new EndpointSource(name, "", file, null, List.of(parameters)), generation);
    }

    PreparedEndpoint inline(String text, String... parameters) throws SourceException {
        return language.prepare(new EndpointSource("inline", text, null, null, List.of(parameters)), project);
    }

    static @Nullable Object run(PreparedEndpoint endpoint, Map<String, @Nullable Object> arguments) {
        return run(endpoint, arguments, TestingCallContext.anonymous());
    }

    static @Nullable Object run(PreparedEndpoint endpoint, Map<String, @Nullable Object> arguments, CallContext call) {
        try (var result = endpoint.run(arguments, call)) {
            return result.value();
        }
    }

    @Override
    public void close() {
        language.close();
        assertThat(root).exists();
    }

    private record Context(Path projectDirectory) implements PluginContext {
        @Override
        public String project() {
            return "test";
        }

        @Override
        public String profile() {
            return "dev";
        }

        @Override
        public Path pluginDirectory() {
            return projectDirectory;
        }
    }
}
