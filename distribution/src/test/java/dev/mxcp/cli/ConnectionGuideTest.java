package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ConnectionGuideTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^\\{$.*?^}$");

    @TempDir
    private Path directory;

    private String guide = "";

    @BeforeEach
    void print() {
        var out = new StringWriter();
        var console = new Console(
                new PrintWriter(out, true),
                new PrintWriter(out, true),
                InputStream.nullInputStream(),
                directory,
                Map.of(),
                () -> false);
        new ConnectionGuide(
                        console, Example.EARTHQUAKES, directory.resolve("it's here"), 8001, directory.resolve("mxcp"))
                .print();
        guide = out.toString();
    }

    @Test
    void everyClientFindsTheServerAtItsPort() {
        assertThat(json())
                .extracting(block -> block.at("/mcpServers/earthquakes/url").asString(""))
                .contains("http://localhost:8001/mcp");
        assertThat(json())
                .extracting(block -> block.at("/servers/earthquakes/url").asString(""))
                .contains("http://localhost:8001/mcp");
        assertThat(guide).contains("claude mcp add --transport http earthquakes http://localhost:8001/mcp");
    }

    @Test
    void theCommandThatStartsTheServerReachesFoldersOfAnyName() throws Exception {
        var stdio = json().stream()
                .map(block -> block.at("/mcpServers/earthquakes"))
                .filter(server -> server.path("command").asString("").equals("sh"))
                .findFirst()
                .orElseThrow();
        Files.createDirectories(directory.resolve("it's here"));
        var command = new ArrayList<>(List.of("sh"));
        stdio.path("args").forEach(argument -> command.add(argument.asString()));
        command.set(2, command.get(2).replaceFirst("&& exec .*", "&& pwd"));

        var process = new ProcessBuilder(command).start();

        assertThat(process.inputReader().readLine()).endsWith("it's here");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void theCallForCurlIsJson() throws Exception {
        var bodies = Pattern.compile("-d '(\\{.*})'").matcher(guide).results().toList();

        assertThat(bodies).hasSize(2);
        for (var body : bodies) {
            assertThat(Json.mapper().readTree(body.group(1)).path("jsonrpc").asString())
                    .isEqualTo("2.0");
        }
        assertThat(guide).contains("\"name\":\"find_earthquakes\"");
    }

    private List<JsonNode> json() {
        return BLOCK.matcher(guide)
                .results()
                .map(block -> (JsonNode) Json.mapper().readTree(block.group()))
                .toList();
    }
}
