package dev.mxcp.core;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PlatformPlugin;
import dev.mxcp.spi.PluginContext;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.SqlException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Supplies a database without anything in it, and the language {@code stage}; remembers what it created. */
final class TestingPlugin implements PlatformPlugin {

    private final List<TestingLanguage> created = new CopyOnWriteArrayList<>();
    private final AtomicInteger openDatabases = new AtomicInteger();
    private final AtomicInteger failingOpenings = new AtomicInteger();

    int openDatabases() {
        return openDatabases.get();
    }

    /** The next times, a database cannot be opened. */
    void failOpenings(int times) {
        failingOpenings.set(times);
    }

    /** The newest language that is configured with this name. */
    TestingLanguage language(String name) {
        return created.reversed().stream()
                .filter(language -> language.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** In the order of their creation. */
    List<TestingLanguage> created() {
        return List.copyOf(created);
    }

    @Override
    public List<Factory<?, ? extends DataSource>> dataSources() {
        return List.of(new EmptyDatabaseFactory());
    }

    @Override
    public List<Factory<?, ? extends EndpointLanguage>> endpointLanguages() {
        return List.of(new LanguageFactory());
    }

    private final class LanguageFactory implements Factory<TestingLanguage.Config, EndpointLanguage> {
        @Override
        public String name() {
            return "stage";
        }

        @Override
        public Class<TestingLanguage.Config> configType() {
            return TestingLanguage.Config.class;
        }

        @Override
        public EndpointLanguage create(TestingLanguage.Config config, PluginContext context) {
            var language = new TestingLanguage(config);
            created.add(language);
            return language;
        }
    }

    record DatabaseConfig(
            String path,
            boolean readonly,
            List<Object> extensions,
            List<Object> secrets,
            List<Object> allowedDirectories,
            boolean externalAccess) {}

    private final class EmptyDatabaseFactory implements Factory<DatabaseConfig, DataSource> {
        @Override
        public String name() {
            return "duckdb";
        }

        @Override
        public Class<DatabaseConfig> configType() {
            return DatabaseConfig.class;
        }

        @Override
        public DataSource create(DatabaseConfig config, PluginContext context) {
            if (failingOpenings.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("no database today");
            }
            openDatabases.incrementAndGet();
            return new EmptyDatabase(openDatabases::decrementAndGet);
        }
    }

    private record EmptyDatabase(Runnable onClose) implements DataSource {
        @Override
        public String engine() {
            return "empty 1";
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public PreparedSql prepare(String sql) throws SqlException {
            throw new SqlException("there is nothing to ask", -1);
        }

        @Override
        public PreparedSql prepareUntrusted(String sql, List<String> allowedSchemas, CallContext call)
                throws SqlException {
            return prepare(sql);
        }

        @Override
        public List<Relation> relations() {
            return List.of();
        }

        @Override
        public void close() {
            onClose.run();
        }
    }
}
