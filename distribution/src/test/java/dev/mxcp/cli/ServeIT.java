package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.cli.InstalledMxcp.Result;
import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line of the built distribution beside a server that holds the same database. */
@Timeout(180)
class ServeIT {

    private static final String HANDSHAKE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"hello_world","arguments":{"name":"Ada"}}}
            """;

    @TempDir
    private Path directory;

    private Path root;
    private InstalledMxcp mxcp;

    @BeforeEach
    void makeProject() throws Exception {
        root = directory.resolve("shop");
        var made = new InstalledMxcp(directory).run(List.of("init", "shop", "--bootstrap"));
        assertThat(made.exitCode()).as(made.toString()).isZero();
        mxcp = new InstalledMxcp(root);
    }

    @Test
    void aNewProjectValidatesAndRunsFromAnySubDirectory() throws Exception {
        assertThat(root.resolve("data/db-default.duckdb")).isRegularFile();
        var below = new InstalledMxcp(root.resolve("sql"));
        assertThat(below.run(List.of("validate")).exitCode()).isZero();
        assertThat(result(below.run(List.of("run", "tool", "hello_world", "-p", "name=Ada", "--json-output"))))
                .isEqualTo("Hello, Ada!");
    }

    @Test
    void queryRunsEveryStatementAndAnswersWithTheLast() throws Exception {
        var result = mxcp.run(List.of(
                "query",
                "CREATE TABLE t (a INT); INSERT INTO t VALUES (1), (2); SELECT sum(a) AS s FROM t",
                "--json-output"));
        assertThat(result(result)).isEqualTo(List.of(Map.of("s", 3L)));
    }

    @Test
    void besideAServerEveryCommandWorksOnItsDatabase() throws Exception {
        try (var _ = mxcp.serve()) {
            assertThat(Files.getPosixFilePermissions(root.resolve(".mxcp/run/serve-default.sock")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(mxcp.run(List.of("query", "CREATE TABLE t AS SELECT 7 AS a"))
                            .exitCode())
                    .isZero();
            assertThat(result(mxcp.run(List.of("query", "FROM t", "--json-output"))))
                    .isEqualTo(List.of(Map.of("a", 7L)));
            assertThat(result(mxcp.run(List.of("run", "tool", "hello_world", "-p", "name=Ada", "--json-output"))))
                    .isEqualTo("Hello, Ada!");
            assertThat(mxcp.run(List.of("validate")).out()).contains("Validated 2 tools");
            assertThat(mxcp.run(List.of("list")).out()).contains("hello_world");
            var refused = mxcp.run(List.of("query", "--readonly", "DROP TABLE t"));
            assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
        }
        assertThat(root.resolve(".mxcp/run/serve-default.sock")).doesNotExist();
    }

    @Test
    void besideAServerFilesAreCheckedAsTheyAreOnDisk() throws Exception {
        try (var server = mxcp.serve()) {
            Files.writeString(root.resolve("sql/hello-world.sql"), "SELEKT 1");
            var result = mxcp.run(List.of("validate"));
            assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
            assertThat(result.out()).contains("sql/hello-world.sql");
            assertThat(server.process().isAlive()).isTrue();
        }
    }

    @Test
    void anotherProfilesServerIsNotAsked() throws Exception {
        try (var _ = mxcp.serve("--profile", "other")) {
            assertThat(mxcp.run(List.of("query", "CREATE TABLE only_here (a INT)"))
                            .exitCode())
                    .isZero();
            assertThat(mxcp.run(List.of("query", "FROM only_here", "--profile", "other"))
                            .exitCode())
                    .isEqualTo(1);
        }
    }

    @Test
    void aServerStopsCleanlyOnSigterm() throws Exception {
        var server = mxcp.serve();
        server.process().destroy();
        assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.process().exitValue()).isZero();
    }

    @Test
    void aServerReloadsOnSighup() throws Exception {
        try (var server = mxcp.serve()) {
            Files.writeString(root.resolve("sql/hello-world.sql"), "SELECT 'Bye, ' || $name AS greeting");
            signal("HUP", server.process().pid());
            awaitAnswer(server, "Bye, Ada");
        }
    }

    @Test
    void aServerThatWatchesReloadsByItself() throws Exception {
        try (var server = mxcp.serve("--watch")) {
            Files.writeString(root.resolve("sql/hello-world.sql"), "SELECT 'Bye, ' || $name AS greeting");
            awaitAnswer(server, "Bye, Ada");
        }
    }

    @Test
    void overStdioOnlyMessagesAreOnStdout() throws Exception {
        var result = pipe(HANDSHAKE, "serve", "--transport", "stdio");
        assertThat(result.exitCode()).as(result.toString()).isZero();
        var messages = result.out().lines().toList();
        assertThat(messages).hasSize(2);
        for (var message : messages) {
            assertThat(Json.read(message)).isInstanceOf(Map.class);
        }
        assertThat(messages.getLast()).contains("Hello, Ada!");
    }

    @Test
    void overStdioAServerStopsCleanlyOnSigterm() throws Exception {
        var process = new ProcessBuilder(InstalledMxcp.executable().toString(), "serve", "--transport", "stdio")
                .directory(root.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        var out = process.inputReader();
        process.outputWriter().append(HANDSHAKE).flush();
        assertThat(out.readLine()).contains("protocolVersion");
        assertThat(out.readLine()).contains("Hello, Ada!");
        assertThat(root.resolve(".mxcp/run/serve-default.sock")).exists();

        process.toHandle().destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(root.resolve(".mxcp/run/serve-default.sock")).doesNotExist();
        assertThat(Files.readString(directory.resolve("err"))).isEmpty();
    }

    @Test
    void sseWithoutSessionsIsDeclinedWithWhatToUse() throws Exception {
        var result = mxcp.run(List.of("serve", "--transport", "sse", "--stateless"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("needs sessions", "streamable-http").doesNotContain("\tat ");
    }

    @Test
    void aPortThatIsTakenIsTold() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            var result = mxcp.run(List.of("serve", "--port", String.valueOf(taken.getLocalPort())));
            assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
            assertThat(result.err()).contains("--port").doesNotContain("\tat ");
        }
    }

    @Test
    void aServerDoesNotStartWithErrorsUnlessToldTo() throws Exception {
        Files.writeString(
                root.resolve("tools/broken.yml"),
                "mxcp: 1\ntool:\n  name: broken\n  source:\n    code: SELECT * FROM nowhere\n");
        var text = mxcp.run(List.of("serve"));
        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.err()).contains("Server startup failed!", "tools/broken.yml", "--ignore-errors");
        var json = (Map<?, ?>)
                Json.read(mxcp.run(List.of("serve", "--json-output")).out());
        assertThat(json.get("status")).isEqualTo("error");
        assertThat(json.get("message")).isEqualTo("Found 1 endpoint(s) with errors");
        assertThat((List<?>) json.get("failed_endpoints")).hasSize(1);
        try (var server = mxcp.serve("--ignore-errors")) {
            assertThat(hello(server)).contains("Hello, Ada!");
        }
    }

    @Test
    void protectionThatIsNotGivenYetIsNotServedWithout() throws Exception {
        site("profiles: {default: {auth: {provider: github, github: {client_id: a, client_secret: b}}}}");
        var logins = mxcp.run(List.of("serve", "--ignore-errors"));
        assertThat(logins.exitCode()).as(logins.toString()).isEqualTo(1);
        assertThat(logins.err()).contains("logins by 'github'");

        site("profiles: {default: {audit: {enabled: true}}}");
        var audit = mxcp.run(List.of("serve", "--transport", "stdio"));
        assertThat(audit.exitCode()).as(audit.toString()).isEqualTo(1);
        assertThat(audit.err()).contains("audit.enabled");
        assertThat(mxcp.run(List.of("validate")).exitCode()).isZero();
    }

    @Test
    void sqlToolsDoNotStartWithExternalAccess() throws Exception {
        site("profiles: {default: {duckdb: {external_access: true}}}");
        var result = mxcp.run(List.of("serve", "--sql-tools", "true"));
        assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
        assertThat(result.err()).contains("without external access");
    }

    @Test
    void policiesOfTheSiteRefuseEveryCallUntilTheyAreEnforced() throws Exception {
        site("policies: {input: [{condition: 'true', action: deny}]}");
        var result = mxcp.run(List.of("run", "tool", "hello_world", "-p", "name=Ada"));
        assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
        assertThat(result.err()).contains("the project has policies");
        assertThat(result.out()).doesNotContain("Hello");
    }

    private void site(String more) throws IOException {
        var file = root.resolve("mxcp-site.yml");
        var lines = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("profiles:") && !line.startsWith("policies:"))
                .toList();
        Files.writeString(file, String.join("\n", lines) + "\n" + more + "\n");
    }

    @Test
    void aDemoIsCopiedAndExplained() throws Exception {
        var result = new InstalledMxcp(directory).run(List.of("demo", "earthquakes", "--no-serve"));
        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(directory.resolve("mxcp-demo-earthquakes/mxcp-site.yml")).isRegularFile();
        assertThat(result.out()).contains("mcpServers", "claude mcp add", ".vscode/mcp.json", "curl -s");
        assertThat(new InstalledMxcp(directory)
                        .run(List.of("demo", "--no-serve"))
                        .out())
                .contains("Using the example");
    }

    @Test
    void theShippedPluginsAreListed() throws Exception {
        var result = mxcp.run(List.of("plugins", "list", "--json-output"));
        assertThat(((List<?>) result(result)).stream().map(plugin -> String.valueOf(((Map<?, ?>) plugin).get("name"))))
                .contains("source-duckdb", "source-duckdb2", "lang-jinja");
    }

    private static Object result(Result result) throws JsonException {
        var envelope = (Map<?, ?>) Json.read(result.out());
        assertThat(envelope.get("status")).as(result.toString()).isEqualTo("ok");
        return envelope.get("result");
    }

    private static String hello(InstalledMxcp.Server server) throws IOException, InterruptedException {
        return server.calls().tool("hello_world", Map.of("name", "Ada")).toString();
    }

    private static void awaitAnswer(InstalledMxcp.Server server, String expected) throws Exception {
        for (var answer = hello(server); !answer.contains(expected); answer = hello(server)) {
            assertThat(server.process().isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private Result pipe(String input, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(InstalledMxcp.executable().toString()));
        command.addAll(List.of(arguments));
        var in = Files.writeString(directory.resolve("in"), input);
        var out = directory.resolve("out");
        var err = directory.resolve("err");
        var process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
