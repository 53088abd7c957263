package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.contract.EndpointLanguageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PythonLanguageContractTest extends EndpointLanguageContract {

    private static final String TALKS = "from mxcp.runtime import mcp\n";

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

    @Override
    protected EndpointSource reporting() {
        return source(TALKS + "mcp.progress(1, total=2, message=text)\nreturn text");
    }

    @Override
    protected EndpointSource logging() {
        return source(TALKS + "mcp.info(text)\nreturn text");
    }

    @Override
    protected EndpointSource asking() {
        return source(TALKS + """
                form = {"type": "object", "properties": {"name": {"type": "string"}}}
                try:
                    return mcp.elicit(text, form).content["name"]
                except Exception:
                    return "caught"
                """);
    }

    @Override
    protected EndpointSource sampling() {
        return source(TALKS + "return mcp.sample(text, max_tokens=9)");
    }

    @Override
    protected EndpointSource showing() {
        return source("import base64\n" + TALKS + "return mcp.image(base64.b64decode(text))");
    }
}
