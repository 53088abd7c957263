package dev.mxcp.core.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.ProjectLoader;
import dev.mxcp.core.project.ProjectOptions;
import dev.mxcp.core.project.SecretResolvers;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language that fails while it prepares an endpoint costs that endpoint, and says where. */
class BrokenLanguageTest {

    @TempDir
    private Path root;

    @Test
    void aDefectNamesTheLanguageAndNotWhatTheExceptionSays() throws Exception {
        assertThat(problemsOf(() -> {
                    throw new IllegalStateException("hunter2");
                }))
                .singleElement()
                .asString()
                .startsWith("tools/t.yml:6:")
                .contains("the language 'broken' failed with IllegalStateException")
                .doesNotContain("hunter2");
    }

    @Test
    void soDoesAClassThatIsMissing() throws Exception {
        assertThat(problemsOf(() -> {
                    throw new NoClassDefFoundError("com/lib/X");
                }))
                .singleElement()
                .asString()
                .startsWith("tools/t.yml:6:")
                .contains("failed with NoClassDefFoundError");
    }

    @Test
    void whatItSaysToPeopleIsShown() throws Exception {
        assertThat(problemsOf(() -> {
                    throw new PlatformException(Code.UNAVAILABLE, "the warehouse is closed");
                }))
                .singleElement()
                .asString()
                .startsWith("tools/t.yml:6:")
                .endsWith("the warehouse is closed");
    }

    @Test
    void whatIsWrongInACodeBlockIsToldWithLineAndColumn() throws Exception {
        var problems = problemsOf("    code: |\n      first\n      second wrong", () -> {
            throw new SourceException("no 'wrong'", 2, 8);
        });
        assertThat(problems).containsExactly("tools/t.yml:8:14: no 'wrong'");
    }

    private List<String> problemsOf(Preparing preparing) throws Exception {
        return problemsOf("    code: anything", preparing);
    }

    private List<String> problemsOf(String code, Preparing preparing) throws Exception {
        Files.writeString(root.resolve("mxcp-site.yml"), "mxcp: 1\nproject: shop\nprofile: default\n");
        Files.createDirectories(root.resolve("tools"));
        Files.writeString(root.resolve("tools/t.yml"), """
                mxcp: 1
                tool:
                  name: t
                  language: broken
                  source:
                %s
                """.formatted(code));
        var options = ProjectOptions.of(root).withEnvironment(Map.of()).withHome(root);
        var project = ProjectLoader.load(options, SecretResolvers.none());
        var reach = new ProjectReach(project.settings(), reload -> {});
        var preparation = new EndpointPreparation(new OneLanguage((_, _) -> preparing.prepare()), reach, false);

        assertThat(preparation.prepare(project.endpoints().getFirst())).isEmpty();
        return preparation.problems().stream().map(Problem::toString).toList();
    }

    @FunctionalInterface
    private interface Preparing {
        EndpointLanguage.PreparedEndpoint prepare() throws SourceException;
    }

    private record OneLanguage(EndpointLanguage language) implements Languages {

        @Override
        public Optional<EndpointLanguage> find(String name) {
            return Optional.of(language);
        }

        @Override
        public Optional<String> ofFile(String file) {
            return Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of("broken");
        }
    }
}
