package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line of the MCP Inspector with an example of the distribution, over both transports and in every era. */
class InspectorIT {

    private static final List<String> METHODS = List.of("tools/list", "tools/call", "resources/read", "prompts/get");

    @TempDir
    private static Path home;

    private static final Map<String, WiretappedStdio> wires = new HashMap<>();

    private static NodeTools tools;
    private static InstalledMxcp.Server server;

    @BeforeAll
    static void start() throws Exception {
        tools = NodeTools.installed();
        server = new InstalledMxcp(project("http")).serveSessions();
        var servers = new LinkedHashMap<String, Object>();
        for (var method : METHODS) {
            servers.put(
                    "http " + method,
                    Map.of("type", "streamable-http", "url", server.endpoint().toString()));
            var wire = new WiretappedStdio(home.resolve(method.replace('/', '-')));
            wires.put(method, wire);
            servers.put("stdio " + method, wire.serving(project(method)));
        }
        Files.writeString(configuration(), Json.write(Map.of("mcpServers", servers)));
    }

    /** A copy for every process, as two of them cannot hold one database. */
    private static Path project(String name) throws IOException {
        var root = ProjectCopy.of(InstalledMxcp.example("chinook"), home.resolve(name))
                .root();
        Files.writeString(root.resolve("tools/spoken.yml"), """
                mxcp: 1
                tool:
                  name: spoken
                  description: The revision that the client speaks.
                  source: {code: "SELECT get_request_header('mcp-protocol-version') AS revision"}
                """);
        return root;
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    /** The server tells what it was told in a header. */
    @ParameterizedTest
    @CsvSource({"legacy, 2025-11-25", "auto, 2026-07-28", "modern, 2026-07-28"})
    void everythingIsReachedOverHttp(String era, String revision) throws Exception {
        reachEverything("http", era);
        assertThat(inspect("http", era, "tools/call", "--tool-name", "spoken").call())
                .contains(revision);
    }

    /** Nothing but the messages tells the revision, so they are written down on their way. */
    @ParameterizedTest
    @CsvSource({"legacy, 2025-11-25", "auto, 2026-07-28", "modern, 2026-07-28"})
    void everythingIsReachedOverStdio(String era, String revision) throws Exception {
        reachEverything("stdio", era);
        for (var method : METHODS) {
            assertThat(wires.get(method).exchange(method))
                    .as(method)
                    .isEqualTo(
                            revision.equals("2026-07-28")
                                    ? WiretappedStdio.Exchange.withoutSession(revision)
                                    : WiretappedStdio.Exchange.inASession(revision));
        }
    }

    private static void reachEverything(String transport, String era) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var list = threads.submit(inspect(transport, era, "tools/list"));
            var call = threads.submit(inspect(
                    transport, era, "tools/call", "--tool-name", "get_customer", "--tool-arg", "customer_id=2"));
            var read = threads.submit(inspect(transport, era, "resources/read", "--uri", "chinook://genres"));
            var prompt = threads.submit(inspect(
                    transport,
                    era,
                    "prompts/get",
                    "--prompt-name",
                    "customer_letter",
                    "--prompt-args",
                    "customer_id=2"));

            assertThat(list.get()).contains("\"get_customer\"", "\"search_tracks\"");
            assertThat(call.get()).contains("Leonie", "\"isError\": false");
            assertThat(read.get()).contains("Rock");
            assertThat(prompt.get()).contains("Call get_customer with customer_id 2");
        }
    }

    private static Callable<String> inspect(String transport, String era, String method, String... request) {
        var command = new ArrayList<>(List.of(
                tools.script("@modelcontextprotocol/inspector/clients/launcher/build/index.js")
                        .toString(),
                "--cli",
                "--config",
                configuration().toString(),
                "--server",
                transport + " " + method,
                "--protocol-era",
                era,
                "--method",
                method));
        command.addAll(List.of(request));
        var environment = Map.of("HOME", home.toString(), "MCP_INSPECTOR_SECRET_STORE", "memory");
        return () -> {
            var run = tools.run(command, environment);
            assertThat(run.exitCode()).as(run.toString()).isZero();
            return run.out();
        };
    }

    private static Path configuration() {
        return home.resolve("servers.json");
    }
}
