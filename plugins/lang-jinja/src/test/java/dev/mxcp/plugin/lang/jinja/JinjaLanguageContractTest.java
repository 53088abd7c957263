package dev.mxcp.plugin.lang.jinja;

import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.contract.EndpointLanguageContract;
import java.util.Optional;
import java.util.function.Function;

class JinjaLanguageContractTest extends EndpointLanguageContract {

    @Override
    protected EndpointLanguage open() {
        return new JinjaLanguage();
    }

    @Override
    protected Project project() {
        return new NothingToReach();
    }

    @Override
    protected EndpointSource echo() {
        return source("{{ text }}");
    }

    @Override
    protected EndpointSource failing() {
        return source("{{ text.swapcase() }}");
    }

    @Override
    protected EndpointSource unsound() {
        return source("{% if text %}never closed");
    }

    @Override
    protected EndpointSource endless() {
        var loops = "{% for i in range(9999) %}".repeat(5) + "{{ text }}" + "{% endfor %}".repeat(5);
        return source(loops);
    }

    record NothingToReach() implements Project {
        @Override
        public Function<String, Optional<DataSource>> sources() {
            throw new UnsupportedOperationException("templates reach no source");
        }

        @Override
        public DataSource database() {
            throw new UnsupportedOperationException("templates reach no database");
        }

        @Override
        public int maxRows() {
            return 1;
        }
    }
}
