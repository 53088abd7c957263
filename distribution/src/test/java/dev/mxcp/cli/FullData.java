package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The full data sets that the examples carry a part of; they lie beside the project where they are present. */
record FullData(Path folder) {

    static FullData beside() {
        return new FullData(
                Path.of("").toAbsolutePath().resolve("../../shared/data").normalize());
    }

    boolean isPresent() {
        return Files.isRegularFile(folder.resolve("earthquakes.geojson"));
    }

    void putInto(ProjectCopy example) throws IOException {
        var data = example.root().resolve("data");
        switch (example.root().getFileName().toString()) {
            case "earthquakes" ->
                Files.copy(
                        folder.resolve("earthquakes.geojson"),
                        data.resolve("earthquakes.geojson"),
                        StandardCopyOption.REPLACE_EXISTING);
            case "chinook" -> {
                var tables = Json.mapper().readTree(Files.readString(folder.resolve("chinook.json")));
                for (var table : tables.properties()) {
                    Files.writeString(data.resolve(snakeCase(table.getKey()) + ".csv"), csv(table.getValue()));
                }
            }
            default -> throw new AssertionError("no full data for " + example);
        }
    }

    private static String csv(JsonNode rows) {
        var columns = rows.get(0).properties().stream().map(Map.Entry::getKey).toList();
        var header = columns.stream().map(FullData::snakeCase).collect(Collectors.joining(",", "", "\n"));
        return rows.valueStream()
                .map(row -> columns.stream()
                        .map(column -> cell(row.get(column)))
                        .collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining("", header, ""));
    }

    private static String cell(JsonNode value) {
        return value.isNull() ? "" : "\"" + value.asString().replace("\"", "\"\"") + "\"";
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<!^)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
