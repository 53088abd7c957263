package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.schema.PublishedSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a project that does not exist yet. */
record NewProject(Path root, String project, String profile) {

    private static final List<String> DIRECTORIES =
            List.of("tools", "resources", "prompts", "evals", "python", "plugins", "sql", "drift", "audit", "data");

    /** Where the first lines of the project's files tell editors to look. */
    private static final String SCHEMAS = ".mxcp/schemas/";

    Path database() {
        return root.resolve("data").resolve("db-" + profile + ".duckdb");
    }

    void refuseIfTaken() {
        for (Path place = root; place != null; place = place.getParent()) {
            if (Files.exists(place.resolve("mxcp-site.yml"))) {
                throw new CommandFailure(
                        "Cannot create a MXCP repository inside another one: %s has a mxcp-site.yml".formatted(place));
            }
        }
        for (Path file : List.of(root.resolve("db-" + profile + ".duckdb"), database())) {
            if (Files.exists(file)) {
                throw new CommandFailure("%s exists already; take another folder or profile".formatted(file));
            }
        }
    }

    void write(boolean bootstrap) throws IOException {
        for (String directory : DIRECTORIES) {
            Files.createDirectories(root.resolve(directory));
        }
        Files.createDirectories(root.resolve(SCHEMAS));
        for (String schema : PublishedSchemas.names()) {
            write(SCHEMAS + PublishedSchemas.fileName(schema), PublishedSchemas.text(schema));
        }
        write("mxcp-site.yml", template("mxcp-site.yml"));
        if (!Files.exists(root.resolve(".gitignore"))) {
            write(".gitignore", template("gitignore"));
        }
        if (bootstrap) {
            write("sql/hello-world.sql", template("hello-world.sql"));
            write("tools/hello-world.yml", template("hello-world.yml"));
            write("python/hello_python.py", template("hello_python.py"));
            write("tools/hello-python.yml", template("hello-python.yml"));
        }
    }

    /** What Claude Desktop and others read: how to start this project's server. */
    void writeClientConfiguration() throws IOException {
        var server = new LinkedHashMap<String, Object>();
        server.put("command", "mxcp");
        server.put("args", List.of("serve", "--transport", "stdio"));
        server.put("cwd", root.toString());
        write("server_config.json", Json.pretty(Map.of("mcpServers", Map.of(project, server))) + "\n");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }

    private String template(String name) throws IOException {
        try (var in = NewProject.class.getResourceAsStream("init/" + name)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("@PROJECT@", yaml(project)).replace("@PROFILE@", yaml(profile));
        }
    }

    /** Plain where YAML reads the same text back, quoted where it would not. */
    private static String yaml(String text) {
        var isPlain = text.matches("[A-Za-z_][A-Za-z0-9_-]*") && !text.matches("(?i)y|n|yes|no|on|off|true|false|null");
        return isPlain ? text : "'" + text.replace("'", "''") + "'";
    }
}
