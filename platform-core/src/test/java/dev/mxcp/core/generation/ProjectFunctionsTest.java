package dev.mxcp.core.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.pipeline.CallGate;
import dev.mxcp.core.pipeline.CallLimits;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Project;
import dev.mxcp.core.project.ProjectLoader;
import dev.mxcp.core.project.ProjectOptions;
import dev.mxcp.core.project.SecretResolvers;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFunctionsTest {

    private static final String MODULE = """
            mxcp: 1
            project: shop
            profile: default
            plugin:
              - {name: shop, module: shop_functions}
            """;

    @TempDir
    Path root;

    @Test
    void functionsOfTheProjectsCodeAreKnownToItsGeneration() throws Exception {
        var database = new Shelf(List.of(), null);

        var built = build(MODULE, Optional.of(new Functions(List.of(new Named("vat_shop")))), database);

        assertThat(built.problems()).isEmpty();
        assertThat(((Shelf) built.database()).functions())
                .extracting(SqlFunction::name)
                .containsExactly("vat_shop");
        assertThat(database.functions()).isEmpty();
    }

    @Test
    void withoutTheLanguageTheyAreAProblem() throws Exception {
        var built = build(MODULE, Optional.empty(), new Shelf(List.of(), null));

        assertThat(built.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.message()).contains("no plugin for the language 'python' is installed");
        });
    }

    @Test
    void aConfigurationThatIsNotThereIsAProblem() throws Exception {
        var built = build(
                MODULE.replace("shop_functions}", "shop_functions, config: tax}"),
                Optional.of(new Functions(List.of())),
                new Shelf(List.of(), null));

        assertThat(built.problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("'tax'");
    }

    @Test
    void aFunctionThatTheDatabaseRefusesIsAProblem() throws Exception {
        var built = build(
                MODULE,
                Optional.of(new Functions(List.of(new Named("lower")))),
                new Shelf(List.of(), "the SQL function 'lower' is refused"));

        assertThat(built.problems())
                .extracting(Problem::message)
                .containsExactly("the SQL function 'lower' is refused");
    }

    private GenerationBuilder.Built build(String site, Optional<EndpointLanguage> python, DataSource database)
            throws Exception {
        Files.writeString(root.resolve("mxcp-site.yml"), site);
        return GenerationBuilder.begin(new OneLanguage(python), project(), endpoint -> true, reload -> {})
                .build(database, 1, false, new CallGate(new CallLimits(1, 1, Duration.ofSeconds(1))));
    }

    private Project project() throws Exception {
        var options = ProjectOptions.of(root).withEnvironment(Map.of()).withHome(root);
        return ProjectLoader.load(options, SecretResolvers.none());
    }

    private record OneLanguage(Optional<EndpointLanguage> language) implements Languages {

        @Override
        public Optional<EndpointLanguage> find(String name) {
            return name.equals("python") ? language : Optional.empty();
        }

        @Override
        public Optional<String> ofFile(String file) {
            return Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of("python");
        }
    }

    private record Functions(List<SqlFunction> declared) implements EndpointLanguage {

        @Override
        public List<SqlFunction> functions(Project project) {
            return declared;
        }

        @Override
        public PreparedEndpoint prepare(EndpointSource source, Project project) throws SourceException {
            throw new SourceException("this language has functions only", 0, 0);
        }
    }

    private record Named(String name) implements SqlFunction {

        @Override
        public List<String> parameterTypes() {
            return List.of("DOUBLE");
        }

        @Override
        public String returnType() {
            return "DOUBLE";
        }

        @Override
        public List<@Nullable Object> apply(List<List<@Nullable Object>> columns, @Nullable CallContext call) {
            return columns.getFirst();
        }
    }

    /** A database without anything but the functions that were added to it. */
    private record Shelf(
            List<SqlFunction> functions, @Nullable String refusal) implements DataSource {

        @Override
        public DataSource withFunctions(List<SqlFunction> added) {
            if (refusal != null) {
                throw new PlatformException(Code.INVALID_INPUT, refusal);
            }
            return new Shelf(added, null);
        }

        @Override
        public String engine() {
            return "shelf 1";
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
        public void close() {}
    }
}
