package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells how clients reach a project, ready to copy. */
record ConnectionGuide(Console console, String name, Path root, int port) {

    void print() {
        var url = "http://localhost:%d/mcp".formatted(port);
        section("Claude Desktop (claude_desktop_config.json), Cursor (.cursor/mcp.json): started by the client");
        json(Map.of("mcpServers", Map.of(name, stdio())));
        section("Cursor (.cursor/mcp.json): over HTTP, while it is served");
        json(Map.of("mcpServers", Map.of(name, Map.of("url", url))));
        section("VS Code (.vscode/mcp.json)");
        json(Map.of("servers", Map.of(name, ordered("type", "http", "url", url))));
        section("Claude Code");
        console.out().println("claude mcp add --transport http %s %s".formatted(name, url));
        section("curl");
        console.out().println(curl(url));
        console.out().println();
        console.out().flush();
    }

    private Map<String, Object> stdio() {
        var server = new LinkedHashMap<String, Object>();
        server.put("command", command());
        server.put("args", List.of("serve", "--transport", "stdio"));
        server.put("cwd", root.toString());
        return server;
    }

    private static String command() {
        var script = Distribution.current().home().resolve("bin/mxcp");
        return Files.isExecutable(script) ? script.toString() : "mxcp";
    }

    private static Map<String, Object> ordered(String k1, Object v1, String k2, Object v2) {
        var map = new LinkedHashMap<String, Object>();
        map.put(k1, v1);
        map.put(k2, v2);
        return map;
    }

    private void section(String title) {
        console.out().println();
        console.out().println(console.bold(title + ":"));
    }

    private void json(Object value) {
        console.out().println(Json.pretty(value));
    }

    private String curl(String url) {
        return "curl -s " + url;
    }
}
