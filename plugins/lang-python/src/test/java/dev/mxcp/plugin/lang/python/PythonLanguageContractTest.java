package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.contract.EndpointLanguageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PythonLanguageContractTest extends EndpointLanguageContract {

    @TempDir
    private Path root;

    private Project project;

    @Override
    protected EndpointLanguage open() {
        var python = TestingPython.in(root);
        project = python.project();
        return python.language();
    }

    @Override
    protected Project project() {
        return project;
    }

    @Override
    protected EndpointSource echo() {
        return source("return text");
    }

    @Override
    protected EndpointSource failing() {
        return source("return int(text)");
    }

    @Override
    protected EndpointSource unsound() {
        return source("return text +");
    }

    @Override
    protected EndpointSource endless() {
        return source("while True:\n    pass\nreturn text");
    }
}
