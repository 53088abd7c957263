package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in one place does not keep what is wrong in another from being told. */
class EveryProblemIT {

    private static final String SITE = "mxcp: 1\nproject: shop\nprofile: default\n";

    @TempDir
    private Path root;

    private InstalledMxcp mxcp;

    @BeforeEach
    void project() throws IOException {
        mxcp = new InstalledMxcp(root);
        Files.createDirectories(root.resolve("tools"));
        Files.writeString(root.resolve("tools/key.yml"), "tool: {name: key, nme: x, source: {code: SELECT 1}}\n");
        Files.writeString(root.resolve("tools/sql.yml"), "tool: {name: sql, source: {code: SELECT 1 FROM nowhere}}\n");
    }

    @Test
    void aWrongSettingHidesNoWrongStatement() throws Exception {
        site("limits: {max_rows: many}\n");

        assertThat(told("validate"))
                .contains("mxcp-site.yml:4:20: ", "tools/key.yml:1:19: ", "table with name nowhere");
        assertThat(told("serve")).contains("mxcp-site.yml:4:20: ", "tools/key.yml:1:19: ", "table with name nowhere");
    }

    @Test
    void protectionThatIsNotGivenHidesNoWrongStatement() throws Exception {
        site("audit: {enabled: true}\n");

        assertThat(told("serve")).contains("audit.enabled asks", "tools/key.yml:1:19: ", "table with name nowhere");
    }

    @Test
    void aLanguageThatIsConfiguredWronglyHidesNoWrongStatement() throws Exception {
        site("languages: {klingon: {}}\n");

        assertThat(told("validate")).contains("klingon", "tools/key.yml:1:19: ", "table with name nowhere");
    }

    @Test
    void neitherDoesALanguageThatIsNeededForSqlFunctions() throws Exception {
        site("python: {memory_limit: lots}\nplugin: [{name: rates, module: rates}]\n");
        Files.createDirectories(root.resolve("python"));
        Files.writeString(root.resolve("python/rates.py"), "from mxcp.sdk import sql_function\n");

        for (var command : List.of("validate", "serve")) {
            assertThat(told(command))
                    .as(command)
                    .contains("tools/key.yml:1:19: ", "table with name nowhere")
                    .containsOnlyOnce("mxcp-site.yml:4:1: python: memory_limit must");
        }
    }

    @Test
    void aLanguageThatIsConfiguredWronglyHidesNothingInAnother() throws Exception {
        site("languages: {klingon: {}}\n");
        otherLanguages();

        assertThat(told("validate"))
                .contains("klingon", "prompts/greet.yml:1:", "python/shop.py:1:1: ", "table with name nowhere");
    }

    @Test
    void aLanguageThatIsConfiguredWronglyMakesNothingWrongInItsEndpoints() throws Exception {
        site("python: {memory_limit: lots}\n");
        otherLanguages();

        assertThat(told("validate"))
                .contains("memory_limit must", "prompts/greet.yml:1:", "table with name nowhere")
                .doesNotContain("shop.py", "count");
    }

    @Test
    void aSiteFileThatIsNoYamlHidesNoWrongEndpoint() throws Exception {
        site("limits: [\n");

        for (var command : List.of("validate", "list", "serve")) {
            assertThat(told(command)).as(command).contains("mxcp-site.yml:5:1: not valid yaml", "tools/key.yml:1:19: ");
        }
    }

    @Test
    void aDatabaseThatIsNoneHidesNoWrongEndpoint() throws Exception {
        site("database: {path: shop.db}\n");
        Files.writeString(root.resolve("shop.db"), "a text".repeat(1000));

        assertThat(told("validate"))
                .contains("mxcp-site.yml:4:12: the file", "is no duckdb database", "tools/key.yml:1:19: ");
    }

    @Test
    void noDatabaseIsNeededToCheckOtherLanguages() throws Exception {
        site("database: {path: shop.db}\n");
        Files.writeString(root.resolve("shop.db"), "a text".repeat(1000));
        otherLanguages();

        for (var command : List.of("validate", "serve")) {
            assertThat(told(command))
                    .as(command)
                    .contains("is no duckdb database", "prompts/greet.yml:1:", "python/shop.py:1:1: ")
                    .containsOnlyOnce("is no duckdb database")
                    .doesNotContain("tools/sql.yml", "warning");
        }
    }

    @Test
    void aFolderOfPluginsThatIsNotKnownHidesNoWrongSetting() throws Exception {
        site("plugins: {directories: ['${NOWHERE_AT_ALL}']}\nlimits: {max_rows: many}\n");

        for (var command : List.of("validate", "list", "serve")) {
            assertThat(told(command))
                    .as(command)
                    .contains("nowhere_at_all", "mxcp-site.yml:5:20: ", "tools/key.yml:1:19: ")
                    .containsOnlyOnce("nowhere_at_all");
        }
    }

    @Test
    void aProjectThatIsRefusedIsCheckedWithoutMakingItsDatabase() throws Exception {
        site("database: {path: shop.duckdb}\nlimits: {max_rows: many}\n");

        for (var command : List.of("validate", "serve")) {
            assertThat(told(command)).as(command).contains("mxcp-site.yml:5:20: ", "table with name nowhere");
            assertThat(root.resolve("shop.duckdb")).doesNotExist();
        }
    }

    @Test
    void besideAServerAWrongSettingHidesNoWrongStatementEither() throws Exception {
        site("");
        try (var _ = mxcp.serve("--ignore-errors")) {
            site("limits: {max_rows: many}\n");

            assertThat(told("validate"))
                    .contains("mxcp-site.yml:4:20: ", "tools/key.yml:1:19: ", "table with name nowhere");
        }
    }

    private void otherLanguages() throws IOException {
        Files.createDirectories(root.resolve("prompts"));
        Files.writeString(
                root.resolve("prompts/greet.yml"),
                "{mxcp: 1, prompt: {name: greet, messages: [{prompt: 'Hello {{ name'}]}}\n");
        Files.createDirectories(root.resolve("python"));
        Files.writeString(root.resolve("python/shop.py"), "def add():\n    return 1\n");
        Files.writeString(
                root.resolve("tools/count.yml"),
                "{mxcp: 1, tool: {name: count, language: python, source: {file: ../python/shop.py}}}\n");
    }

    private void site(String more) throws IOException {
        Files.writeString(root.resolve("mxcp-site.yml"), SITE + more);
    }

    /** In lower case, since wording is not the point. */
    private String told(String command) throws Exception {
        var result = mxcp.run(List.of(command));
        assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
        return result.err().toLowerCase(Locale.ROOT);
    }
}
