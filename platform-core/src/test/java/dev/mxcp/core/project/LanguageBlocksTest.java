package dev.mxcp.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.problem.Location;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageBlocksTest {

    @TempDir
    private Path folder;

    @Test
    void theUsersBlockWinsOverTheProfilesOverTheSites() throws Exception {
        var settings = TestingProject.in(folder).site("""
                        python: { workers: 1, threads: 4, memory_limit: 1GB }
                        profiles:
                          dev:
                            python: { threads: 8, sandbox: { network: false } }
                          other:
                            python: { workers: 99 }
                        """).user("""
                        mxcp: 1
                        projects:
                          shop:
                            profiles:
                              dev:
                                python: { path: /opt/python, sandbox: { user: nobody } }
                        """).settings();

        assertThat(settings.language("python").values())
                .isEqualTo(Map.of(
                        "workers",
                        1L,
                        "threads",
                        8L,
                        "memory_limit",
                        "1GB",
                        "path",
                        "/opt/python",
                        "sandbox",
                        Map.of("network", false, "user", "nobody")));
    }

    @Test
    void anyLanguageOfAPluginHasItsBlock() throws Exception {
        var settings = TestingProject.in(folder)
                .site("languages:\n  text-template:\n    missing: '?'\n")
                .settings();

        assertThat(settings.language("text-template").values()).isEqualTo(Map.of("missing", "?"));
        assertThat(settings.language("jinja").values()).isEmpty();
    }

    @Test
    void aKeyIsFoundWhereItIsWritten() throws Exception {
        var settings = TestingProject.in(folder)
                .site("languages:\n  a:\n    one: 1\nprofiles:\n  dev:\n    languages:\n      a:\n        two: 2\n")
                .settings();
        var place = settings.language("a").place();

        assertThat(place.apply("one")).isEqualTo(new Location("mxcp-site.yml", 6, 5));
        assertThat(place.apply("two")).isEqualTo(new Location("mxcp-site.yml", 11, 9));
        assertThat(place.apply("three").line()).isEqualTo(10);
    }

    @Test
    void aWrongKeyOfPythonIsAProblemAtItsPlace() {
        assertThat(TestingProject.in(folder).site("python: { wokers: 2 }\n").refusal())
                .singleElement()
                .asString()
                .startsWith("mxcp-site.yml:4")
                .contains("wokers", "workers");
    }

    @Test
    void importedCodeIsPartOfTheProject() throws Exception {
        var project = TestingProject.in(folder).file("python/deep/helper.py", "A = 1\n");
        var before = project.load().digest();
        project.file("python/deep/helper.py", "A = 2\n");

        assertThat(project.load().digest()).isNotEqualTo(before);
    }
}
