package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells how clients reach a project, ready to copy.
 *
 * @param home the distribution's folder
 */
record ConnectionGuide(Console console, Example example, Path root, int port, Path home) {

    void print() {
        var name = example.folder();
        var url = "http://localhost:%d/mcp".formatted(port);
        section("Cursor (.cursor/mcp.json): over HTTP, while it is served");
        json(Map.of("mcpServers", Map.of(name, Map.of("url", url))));
        section("Claude Desktop (claude_desktop_config.json): over HTTP, while it is served; needs Node.js");
        json(Map.of("mcpServers", Map.of(name, bridge(url))));
        section("VS Code (.vscode/mcp.json)");
        json(Map.of("servers", Map.of(name, ordered("type", "http", "url", url))));
        section("Claude Code");
        console.out().println("claude mcp add --transport http %s %s".formatted(name, url));
        section("Clients that start the server themselves: after this one is stopped, as it holds the database");
        json(Map.of("mcpServers", Map.of(name, stdio())));
        section("curl");
        console.out().println(curl(url, example.tool(), example.arguments()));
        console.out().println();
        console.out().flush();
    }

    /** Claude Desktop starts programs only; this one passes everything on to the address. */
    private static Map<String, Object> bridge(String url) {
        return ordered("command", "npx", "args", List.of("-y", "mcp-remote", url));
    }

    /** Through a shell, because not every client changes into the folder that {@code cwd} names. */
    private Map<String, Object> stdio() {
        var line = "cd %s && exec %s serve --transport stdio".formatted(quoted(root.toString()), quoted(command()));
        return ordered("command", "sh", "args", List.of("-c", line));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private String command() {
        var script = home.resolve("bin/mxcp");
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

    /** A session first, then a call in it. */
    private static String curl(String url, String tool, String arguments) {
        return """
                SESSION=$(curl -s -D - -o /dev/null %1$s \\
                  -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' \\
                  -d '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"curl","version":"1"}}}' \\
                  | sed -n 's/^mcp-session-id: //Ip' | tr -d '\\r')
                curl -s %1$s -H "Mcp-Session-Id: $SESSION" \\
                  -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' \\
                  -d '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"%2$s","arguments":%3$s}}'""".formatted(url, tool, arguments);
    }
}
