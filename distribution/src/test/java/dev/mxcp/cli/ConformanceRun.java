package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One run of the official conformance suite, and what it wrote about every check. */
record ConformanceRun(int exitCode, String summary, int scenarios, List<JsonNode> checks) {

    private static final Path RESULTS = Path.of("target/conformance").toAbsolutePath();

    /** @param options which scenarios, and at which revision of the protocol */
    static ConformanceRun of(NodeTools tools, URI server, List<String> options)
            throws IOException, InterruptedException {
        Files.createDirectories(RESULTS);
        var results =
                Files.createTempDirectory(RESULTS, String.join("", options).substring(2) + "-");
        var command = new ArrayList<>(List.of(
                tools.script("@modelcontextprotocol/conformance/dist/index.js").toString(),
                "server",
                "--url",
                server.toString(),
                "--output-dir",
                results.toString()));
        command.addAll(options);
        var run = tools.run(command, Map.of());
        var checks = new ArrayList<JsonNode>();
        var scenarios = 0;
        try (var folders = Files.list(results)) {
            for (var folder : folders.sorted().toList()) {
                scenarios++;
                var text = Files.readString(folder.resolve("checks.json"));
                Json.mapper().readTree(text).forEach(checks::add);
            }
        }
        return new ConformanceRun(run.exitCode(), summary(run.out() + run.err()), scenarios, List.copyOf(checks));
    }

    /** The checks that ended so, each by its name and what the suite says of it. */
    List<String> ended(String status) {
        return checks.stream()
                .filter(check -> check.path("status").asString().equals(status))
                .map(check -> check.path("id").asString() + ": "
                        + check.path("errorMessage").asString())
                .toList();
    }

    private static String summary(String output) {
        var start = output.indexOf("=== SUMMARY ===");
        return start < 0 ? output : output.substring(start);
    }
}
