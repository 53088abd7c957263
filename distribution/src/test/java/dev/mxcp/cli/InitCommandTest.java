package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonException;
import dev.mxcp.core.local.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {

    @TempDir
    private Path directory;

    private TestingTerminal terminal;

    @BeforeEach
    void sitDown() {
        terminal = new TestingTerminal(directory).project(new Reply.Server(1, "1", false));
    }

    @Test
    void aProjectIsMadeWithoutAQuestionWhereNobodyCanAnswer() {
        var result = terminal.run("init", "shop");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Next steps:", "cd shop", "mxcp serve");
        assertThat(directory.resolve("shop/mxcp-site.yml"))
                .content()
                .endsWith("mxcp: 1\nprofile: default\nproject: shop\n")
                .startsWith("# yaml-language-server: $schema=.mxcp/schemas/site.schema.json\n");
        assertThat(directory.resolve("shop/server_config.json")).doesNotExist();
        for (var folder : List.of(
                "tools", "resources", "prompts", "evals", "python", "plugins", "sql", "drift", "audit", "data")) {
            assertThat(directory.resolve("shop").resolve(folder)).isDirectory();
        }
    }

    @Test
    void everySchemaThatAFileNamesIsThere() throws IOException {
        terminal.run("init", "shop", "--bootstrap");
        for (var file : List.of("mxcp-site.yml", "tools/hello-world.yml", "tools/hello-python.yml")) {
            var path = directory.resolve("shop").resolve(file);
            var first = Files.readAllLines(path).getFirst();
            assertThat(path.resolveSibling(first.substring(first.indexOf('=') + 1)))
                    .isRegularFile();
        }
    }

    @Test
    void namesThatYamlWouldReadDifferentlyAreQuoted() {
        terminal.run("init", "shop", "--project", "it's 1", "--profile", "on");
        assertThat(directory.resolve("shop/mxcp-site.yml")).content().contains("profile: 'on'\nproject: 'it''s 1'\n");
    }

    @Test
    void theProfileMayComeFromTheEnvironment() {
        terminal.environment("MXCP_PROFILE", "dev").run("init", "shop");
        assertThat(directory.resolve("shop/mxcp-site.yml")).content().contains("profile: dev\n");
    }

    @Test
    void aProjectIsNotPutIntoAnother() {
        terminal.run("init", "shop");
        var result = terminal.run("init", "shop/tools/inner");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("Cannot create a MXCP repository inside another one");
        assertThat(directory.resolve("shop/tools/inner")).doesNotExist();
    }

    @Test
    void aDatabaseThatIsThereIsNotTakenOver() throws IOException {
        Files.writeString(directory.resolve("db-default.duckdb"), "precious");
        var result = terminal.run("init");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(directory.resolve("db-default.duckdb")).hasContent("precious");
        assertThat(directory.resolve("mxcp-site.yml")).doesNotExist();
    }

    @Test
    void yesWritesAClientConfiguration() throws IOException, JsonException {
        terminal.run("init", "shop", "--yes");
        assertThat(Json.read(Files.readString(directory.resolve("shop/server_config.json"))))
                .isEqualTo(Map.of(
                        "mcpServers",
                        Map.of(
                                "shop",
                                Map.of(
                                        "command", "mxcp",
                                        "args", List.of("serve", "--transport", "stdio"),
                                        "cwd", directory.resolve("shop").toString()))));
    }

    @Test
    void atATerminalTheQuestionIsAskedAndTheEndOfInputMeansNo() {
        var result = terminal.terminal("").run("init", "shop");
        assertThat(result.err()).contains("Claude Desktop", "[y/N]");
        assertThat(directory.resolve("shop/server_config.json")).doesNotExist();
        terminal.terminal("y\n").run("init", "other");
        assertThat(directory.resolve("other/server_config.json")).exists();
    }

    @Test
    void aNameThatTheUsersConfigurationKnowsIsAskedAbout() throws IOException {
        Files.createDirectories(directory.resolve(".mxcp"));
        Files.writeString(directory.resolve(".mxcp/config.yml"), "mxcp: 1\nprojects:\n  shop:\n    profiles: {}\n");
        var result = terminal.terminal("n\n").run("init", "shop");
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("Project 'shop' already exists in your config. Continue?");
        assertThat(directory.resolve("shop")).doesNotExist();
    }

    @Test
    void aGitignoreThatIsThereStays() throws IOException {
        Files.createDirectories(directory.resolve("shop"));
        Files.writeString(directory.resolve("shop/.gitignore"), "mine\n");
        terminal.run("init", "shop");
        assertThat(directory.resolve("shop/.gitignore")).hasContent("mine");
    }

    @Test
    void aDatabaseThatCannotBeMadeYetIsAWarning() {
        var result = terminal.project(request -> {
                    throw new CommandFailure("plugins are missing");
                })
                .run("init", "shop");
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("Warning:", "plugins are missing");
    }
}
