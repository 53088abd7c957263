package dev.mxcp.core.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectLoaderTest {

    private static final String TOOL = "mxcp: 1\ntool: { name: %s, source: { code: select 1 } }\n";

    @TempDir
    private Path folder;

    @Test
    void aProjectIsFoundFromAnyFolderBelowIt() throws Exception {
        var project = TestingProject.in(folder).file("tools/deep/er/a.yml", TOOL.formatted("a"));
        var below = project.root().resolve("tools/deep/er");
        var options = new ProjectOptions(below, null, project.options().environment(), folder, false);
        var loaded = project.options(options).load();
        assertThat(loaded.root()).isEqualTo(project.root());
        assertThat(loaded.name()).isEqualTo("shop");
        assertThat(loaded.profile()).isEqualTo("dev");
    }

    @Test
    void whereThereIsNoProjectTheMessageSaysHowToMakeOne() throws Exception {
        var project = TestingProject.in(folder);
        Files.delete(project.root().resolve("mxcp-site.yml"));
        assertThat(project.refusal())
                .containsExactly(project.root()
                        + ": mxcp-site.yml not found here or in any folder above; run 'mxcp init' to make a project, or"
                        + " change to the folder of one");
    }

    @Test
    void endpointsComeInTheOrderOfTheirFiles() throws Exception {
        var project = TestingProject.in(folder)
                .file("tools/c.yml", TOOL.formatted("c"))
                .file("tools/a.yaml", TOOL.formatted("a"))
                .file("tools/b/x.yml", TOOL.formatted("b"))
                .file("tools/notes.txt", "not yaml: [")
                .file("tools/.hidden.yml", "not yaml: [")
                .file("tools/.git/x.yml", "not yaml: [")
                .file("prompts/z.yml", "prompt: { name: z, messages: [{ prompt: hi }] }")
                .file("resources/r.yml", "resource: { uri: 'a://b', source: { code: select 1 } }");
        assertThat(project.load().endpoints())
                .extracting(EndpointDefinition::name)
                .containsExactly("z", "a://b", "a", "b", "c");
        assertThat(project.problems()).isEmpty();
    }

    @Test
    void manyFilesKeepTheirOrder() throws Exception {
        var project = TestingProject.in(folder);
        IntStream.range(100, 300).forEach(i -> project.file("tools/t" + i + ".yml", TOOL.formatted("t" + i)));
        assertThat(project.load().endpoints())
                .extracting(EndpointDefinition::name)
                .hasSize(200)
                .isSorted();
    }

    @Test
    void foldersMayHaveOtherNames() throws Exception {
        var project = TestingProject.in(folder)
                .site("paths: { tools: endpoints, resources: endpoints, prompts: endpoints/prompts }")
                .file("tools/ignored.yml", TOOL.formatted("ignored"))
                .file("endpoints/a.yml", TOOL.formatted("a"))
                .file("endpoints/r.yml", "resource: { uri: 'a://b', source: { code: select 1 } }")
                .file("endpoints/prompts/p.yml", "prompt: { name: p, messages: [{ prompt: hi }] }");
        assertThat(project.load().endpoints())
                .extracting(EndpointDefinition::name)
                .containsExactlyInAnyOrder("a", "a://b", "p");
        assertThat(project.problems()).isEmpty();
    }

    @Test
    void anEndpointInTheFolderOfAnotherKindIsSkippedWithAWarning() throws Exception {
        var project = TestingProject.in(folder).file("prompts/a.yml", TOOL.formatted("a"));
        assertThat(project.load().endpoints()).isEmpty();
        assertThat(project.load().isSound()).isTrue();
        assertThat(project.problems())
                .containsExactly(
                        "prompts/a.yml:2:1: a tool in a folder for other endpoints is skipped; move the file to the"
                                + " folder for tools");
    }

    @Test
    void linksAreFollowedInsideOfTheProjectOnlyAndNeverInCircles() throws Exception {
        var project = TestingProject.in(folder).file("shared/a.yml", TOOL.formatted("a"));
        Files.createSymbolicLink(project.root().resolve("tools"), Path.of("shared"));
        assertThat(project.load().endpoints())
                .extracting(EndpointDefinition::file)
                .containsExactly("tools/a.yml");

        Files.writeString(folder.resolve("outside.yml"), TOOL.formatted("b"));
        Files.createSymbolicLink(project.root().resolve("shared/b.yml"), folder.resolve("outside.yml"));
        Files.createSymbolicLink(project.root().resolve("shared/back"), Path.of("../shared"));
        assertThat(project.problems())
                .containsExactly(
                        "tools/b.yml:1:1: the file leads out of the project through a symbolic link; copy it into the"
                                + " project",
                        "tools/back: the symbolic link leads back to a folder around it; remove the link");
    }

    @Test
    void aFolderThatLeadsOutOfTheProjectIsOneProblemHoweverMuchItHolds() throws Exception {
        var project = TestingProject.in(folder).file("tools/a.yml", TOOL.formatted("a"));
        var outside = Files.createDirectories(folder.resolve("outside/deeper"));
        Files.writeString(outside.resolve("b.yml"), TOOL.formatted("b"));
        Files.writeString(outside.resolve("c.yml"), TOOL.formatted("c"));
        Files.createSymbolicLink(project.root().resolve("tools/x"), folder.resolve("outside"));
        Files.createSymbolicLink(project.root().resolve("prompts"), folder.resolve("outside"));
        assertThat(project.problems())
                .containsExactly(
                        "prompts: the folder leads out of the project; copy it into the project",
                        "tools/x: the folder leads out of the project; copy it into the project");
        assertThat(project.load().endpoints())
                .extracting(EndpointDefinition::name)
                .containsExactly("a");
    }

    @Test
    void aDisabledEndpointVanishes() throws Exception {
        var project = TestingProject.in(folder)
                .file("tools/a.yml", TOOL.formatted("a"))
                .file("tools/off.yml", "tool: { name: a, enabled: false, unfinished: yes }");
        assertThat(project.load().endpoints())
                .extracting(EndpointDefinition::file)
                .containsExactly("tools/a.yml");
        assertThat(project.problems()).isEmpty();
    }

    @Test
    void allProblemsOfAllFilesAreReportedInTheOrderOfTheirPlaces() throws Exception {
        var project = TestingProject.in(folder)
                .file("tools/a.yml", TOOL.formatted("a"))
                .file("tools/b.yml", "tool:\n  name: b\n  colour: red\n  source: { code: x, file: y }\n")
                .file("tools/c.yml", "")
                .file("tools/d.yml", "a: 1\na: 2\n")
                .file("prompts/p.yml", "prompt: { name: p, messages: [] }\n");
        assertThat(project.problems())
                .extracting(problem -> problem.replaceFirst(";.*", ""))
                .containsExactly(
                        "prompts/p.yml:1:30: No messages found in prompt definition",
                        "tools/b.yml:3:3: unknown key 'colour' in 'tool'",
                        "tools/b.yml:4:11: Source must provide exactly one of 'code' or 'file'",
                        "tools/c.yml:1:1: Endpoint file is empty",
                        "tools/d.yml:2:1: duplicate key 'a', first used in line 1");
        var loaded = project.load();
        assertThat(loaded.endpoints()).extracting(EndpointDefinition::name).containsExactly("a");
        assertThat(loaded.failedFiles())
                .extracting(Project.FailedFile::file, Project.FailedFile::kind, Project.FailedFile::name)
                .containsExactly(
                        tuple("prompts/p.yml", Kind.PROMPT, "p"),
                        tuple("tools/b.yml", Kind.TOOL, "b"),
                        tuple("tools/c.yml", null, null),
                        tuple("tools/d.yml", null, null));
    }

    @Test
    void namesakesOfAnyKindAreAllRefused() throws Exception {
        var project = TestingProject.in(folder)
                .file("tools/a.yml", TOOL.formatted("same"))
                .file("tools/b.yml", TOOL.formatted("other"))
                .file("prompts/c.yml", "prompt: { name: same, messages: [{ prompt: x }] }");
        assertThat(project.load().endpoints())
                .extracting(EndpointDefinition::name)
                .containsExactly("other");
        assertThat(project.problems())
                .containsExactly(
                        "prompts/c.yml:1:1: Duplicate endpoint name 'same' found in: prompts/c.yml, tools/a.yml; give each its"
                                + " own name",
                        "tools/a.yml:2:1: Duplicate endpoint name 'same' found in: prompts/c.yml, tools/a.yml; give each its own"
                                + " name");
    }

    @Test
    void namesakesAndFilesOfAnotherVersionAreKeptForFurtherChecks() throws Exception {
        var project = TestingProject.in(folder)
                .file("tools/a.yml", TOOL.formatted("same"))
                .file("tools/b.yml", TOOL.formatted("same"))
                .file("tools/c.yml", "mxcp: 2\ntool: { name: c, source: { file: none.sql } }\n")
                .file("tools/d.yml", "mxcp: 2\ntool: { name: d, source: { code: select 1 } }\n");
        assertThat(project.load().endpoints()).isEmpty();
        assertThat(project.load().setApart())
                .extracting(EndpointDefinition::file)
                .containsExactlyInAnyOrder("tools/a.yml", "tools/b.yml", "tools/d.yml");
        assertThat(project.problems())
                .extracting(problem -> problem.replaceFirst("[ '].*", ""))
                .contains("tools/c.yml:1:7:", "tools/c.yml:2:34:", "tools/d.yml:1:7:");
    }

    @Test
    void anErrorInTheSiteFileHidesNoErrorsOfEndpoints() throws Exception {
        var project = TestingProject.in(folder)
                .site("colour: red\npaths: { tools: endpoints }")
                .file("endpoints/a.yml", "tool: { name: a }\n");
        assertThat(project.refusal())
                .extracting(problem -> problem.replaceFirst(": .*", ""))
                .containsExactly("endpoints/a.yml:1:1", "mxcp-site.yml:4:1");
    }

    @Test
    void aSiteFileThatIsNoYamlHidesNoErrorsOfEndpointsInTheUsualFolders() throws Exception {
        var project = TestingProject.in(folder)
                .site("paths: { tools: [")
                .user("a: ]")
                .file("tools/a.yml", "tool: { name: a }\n");
        var options = project.options();
        assertThat(project.refusal())
                .extracting(problem -> problem.replaceFirst(":.*", ""))
                .containsExactlyInAnyOrder(
                        options.home().resolve(".mxcp/config.yml").toString(), "mxcp-site.yml", "tools/a.yml");
        assertThat(catchThrowableOfType(ProjectException.class, () -> ProjectLoader.pluginDirectories(options)))
                .hasMessageContaining("tools/a.yml:1:1");
        assertThat(catchThrowableOfType(ProjectException.class, () -> ProjectLoader.locate(options)))
                .hasMessageContaining("tools/a.yml:1:1");
    }

    @Test
    void whatIsRightOfAWrongConfigurationIsThereToCheckEndpointsWith() throws Exception {
        var project = TestingProject.in(folder).site("""
                        colour: red
                        limits: { max_rows: many }
                        profiles:
                          dev: { duckdb: { path: shop.db, readonly: true }, audit: 5 }
                          prod: { duckdb: wrong }
                        """).user("""
                        transport: { provider: '${UNSET}' }
                        projects:
                          shop: { profiles: { dev: { secrets: [{ name: s, type: t, parameters: { k: v } }] } } }
                          other: 7
                        """).file("tools/a.yml", TOOL.formatted("a"));
        var refusal = catchThrowableOfType(ProjectException.class, project::load);

        var rest = refusal.rest().orElseThrow();

        assertThat(refusal.problems()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(rest.problems()).isEqualTo(refusal.problems());
        assertThat(rest.isSound()).isFalse();
        assertThat(rest.endpoints()).extracting(EndpointDefinition::name).containsExactly("a");
        assertThat(rest.settings().database().path()).isEqualTo(project.root().resolve("shop.db"));
        assertThat(rest.settings().database().readonly()).isTrue();
        assertThat(rest.settings().secrets()).hasSize(1);
    }

    @Test
    void whereWhatTheDatabaseIsOpenedWithIsWrongThereIsNothingToCheckWith() throws Exception {
        for (var wrong : List.of(
                "profiles: { dev: { duckdb: { pth: shop.db } } }",
                "database: { path: ':memory:' }",
                "extensions: 5",
                "python: { workers: none }",
                "paths: { data: 7 }")) {
            var project = TestingProject.in(folder).site(wrong);

            var refusal = catchThrowableOfType(ProjectException.class, project::load);

            assertThat(refusal.rest()).as(wrong).isEmpty();
        }
    }

    @Test
    void theDigestChangesExactlyWhenSomethingReadChanges() throws Exception {
        var project = TestingProject.in(folder)
                .file("tools/a.yml", "tool: { name: a, source: { file: ../sql/a.sql } }")
                .file("sql/a.sql", "select 1")
                .file("sql/unused.sql", "select 1");
        var before = project.load().digest();
        assertThat(before).matches("[0-9a-f]{64}");
        assertThat(project.file("sql/unused.sql", "select 2").load().digest()).isEqualTo(before);
        assertThat(project.file("sql/a.sql", "select 2").load().digest()).isNotEqualTo(before);
        assertThat(project.file("sql/a.sql", "select 1").load().digest()).isEqualTo(before);
        Files.move(project.root().resolve("tools/a.yml"), project.root().resolve("tools/b.yml"));
        assertThat(project.load().digest()).isNotEqualTo(before);
    }

    @Test
    void everythingReadIsListed() throws Exception {
        var project = TestingProject.in(folder)
                .user("mxcp: 1")
                .file("tools/a.yml", "tool: { name: a, source: { file: /python/a.py } }")
                .file("python/a.py", "def a(): pass");
        assertThat(project.load().files())
                .containsExactlyInAnyOrder(
                        project.root().resolve("mxcp-site.yml"),
                        project.root().resolve("tools/a.yml"),
                        project.root().resolve("python/a.py"),
                        folder.resolve("home/.mxcp/config.yml"));
    }
}
