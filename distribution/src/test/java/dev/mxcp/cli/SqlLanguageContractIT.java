package dev.mxcp.cli;

import dev.mxcp.core.config.ConfigPlace;
import dev.mxcp.core.plugin.PluginCatalog;
import dev.mxcp.core.plugin.ServiceScope;
import dev.mxcp.core.plugin.SuppliedKind;
import dev.mxcp.core.sql.SqlLanguage;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.contract.EndpointLanguageContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * SQL against the contract that every endpoint language keeps, on a database of the distribution. It neither talks to
 * clients nor makes content of its own.
 */
class SqlLanguageContractIT extends EndpointLanguageContract {

    @TempDir
    private static Path folder;

    private static PluginCatalog plugins;
    private static DataSource database;

    @BeforeAll
    static void openDatabase() {
        plugins = PluginCatalog.load(List.of(InstalledMxcp.plugins()));
        var settings = Map.of("path", folder.resolve("contract.duckdb").toString());
        // not the one that ReloadIT opens in this JVM, which loads the library of each once
        database = plugins.find(SuppliedKind.DATA_SOURCE, "duckdb2")
                .orElseThrow()
                .configure(settings, ConfigPlace.of("database", "contract"))
                .create(new ServiceScope(folder, "contract", "default"))
                .value();
    }

    @AfterAll
    static void closeDatabase() {
        plugins.close();
    }

    @Override
    protected EndpointLanguage open() {
        return new SqlLanguage();
    }

    @Override
    protected Project project() {
        return new OneDatabase(database);
    }

    @Override
    protected EndpointSource echo() {
        return source("SELECT $text AS text");
    }

    @Override
    protected Object echoed(String text) {
        return List.of(Map.of("text", text));
    }

    @Override
    protected EndpointSource failing() {
        return source("SELECT CAST($text AS INTEGER) AS number");
    }

    @Override
    protected EndpointSource unsound() {
        return source("SELEC $text");
    }

    @Override
    protected EndpointSource endless() {
        return source("""
                SELECT count(*) AS pairs FROM range(100000) a, range(100000) b, range(100000) c
                WHERE hash(a.range, b.range) = length($text)
                """);
    }

    private record OneDatabase(DataSource database) implements Project {
        @Override
        public Function<String, Optional<DataSource>> sources() {
            return _ -> Optional.empty();
        }

        @Override
        public int maxRows() {
            return 1_000;
        }
    }
}
