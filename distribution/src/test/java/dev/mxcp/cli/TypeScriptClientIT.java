package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The official TypeScript clients, through a session of many steps that {@code src/test/node/session.mjs} tells: lists,
 * calls, progress, questions, cancelling, subscriptions, a reload, tasks, a lost stream, a server started anew.
 */
class TypeScriptClientIT {

    @TempDir
    private static Path folder;

    private static NodeTools tools;
    private static ConformanceServer server;

    @BeforeAll
    static void install() throws Exception {
        tools = NodeTools.installed();
        server = ConformanceServer.in(folder).withSmallPages();
    }

    /** v1 of the client knows sessions only; v2 knows both eras. Only the one without sessions has tasks. */
    @ParameterizedTest
    @CsvSource({
        "v1, legacy, http, 18",
        "v1, legacy, stdio, 17",
        "v2, legacy, http, 18",
        "v2, modern, http, 21",
        "v2, modern, stdio, 21",
        "v2, auto, http, 21",
        "v2, auto, stdio, 21"
    })
    void everyStepOfASessionWorks(String client, String era, String transport, int expected) throws Exception {
        var run = tools.run(
                List.of(tools.ownScript("session.mjs").toString(), Json.write(configuration(client, era, transport))),
                Map.of());

        var report = run.out().lines().reduce((_, last) -> last).orElse("");
        assertThat(report).as(run.toString()).startsWith("{");
        var steps = new ArrayList<JsonNode>();
        Json.mapper().readTree(report).path("steps").forEach(steps::add);
        System.out.printf("TypeScript client %s, %s, %s: %d steps%n", client, era, transport, steps.size());
        assertThat(steps)
                .filteredOn(step -> !step.path("ok").asBoolean())
                .as("failed steps")
                .isEmpty();
        assertThat(steps).hasSize(expected);
    }

    private static Map<String, Object> configuration(String client, String era, String transport) throws Exception {
        var port = String.valueOf(InstalledMxcp.freePort());
        var command = new ArrayList<>(List.of(InstalledMxcp.executable().toString(), "serve", "--watch"));
        command.addAll(transport.equals("stdio") ? List.of("--transport", "stdio") : List.of("--port", port));
        var configuration = new LinkedHashMap<String, Object>();
        configuration.put("client", client);
        configuration.put("era", era);
        configuration.put("transport", transport);
        configuration.put("url", "http://localhost:" + port + "/mcp");
        configuration.put("folder", server.project().toString());
        configuration.put("command", command);
        return configuration;
    }
}
