package com.example.texttemplate;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.contract.EndpointLanguageContract;
import dev.mxcp.spi.contract.TestingProject;
import org.jspecify.annotations.Nullable;

class TextTemplateLanguageContractTest extends EndpointLanguageContract {

    @Override
    protected EndpointLanguage open() {
        return new TextTemplateLanguage(new TextTemplateConfig(null));
    }

    @Override
    protected Project project() {
        return TestingProject.withoutSources();
    }

    @Override
    protected EndpointSource echo() {
        return source("{text}");
    }

    @Override
    protected EndpointSource unsound() {
        return source("{txet}");
    }

    /** Every mistake is found when the project is loaded. */
    @Override
    protected @Nullable EndpointSource failing() {
        return null;
    }

    /** There are no loops. */
    @Override
    protected @Nullable EndpointSource endless() {
        return null;
    }
}
