package dev.mxcp.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The page that names every key of an endpoint says what the published schema says. */
class EndpointReferenceTest {

    private static final JsonNode SCHEMA = Json.mapper().readTree(PublishedSchemas.text("endpoint"));
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Map<String, String> WORDS = Map.of(
            "string", "text",
            "boolean", "flag",
            "integer", "number",
            "number", "number",
            "array", "list",
            "object", "mapping");

    @ParameterizedTest
    @CsvSource({
        "A file, ''",
        "Tools, /$defs/tool",
        "Annotations of a tool, /$defs/tool/properties/annotations",
        "Task, /$defs/task",
        "Resources, /$defs/resource",
        "Annotations of a resource, /$defs/resource/properties/annotations",
        "Prompts, /$defs/prompt",
        "Messages, /$defs/prompt/properties/messages/items",
        "Parameters, /$defs/parameter",
        "Completion, /$defs/completion",
        "Source, /$defs/source",
        "Icons, /$defs/icons/items",
        "Policies, /$defs/policies",
        "Rules, /$defs/rules/items",
        "Tests, /$defs/tests/items"
    })
    void aSectionHasEveryKeyWithItsTypeAndDefault(String section, String place) throws Exception {
        var schema = SCHEMA.at(place);
        var rows = rows(section);

        assertThat(rows.stream().flatMap(row -> row.keys().stream()).toList())
                .containsExactlyInAnyOrderElementsOf(schema.path("properties").propertyNames());
        for (var row : rows) {
            if (row.keys().size() == 1) {
                check(row, schema);
            }
        }
    }

    /** No part of the schema is on no page. */
    @Test
    void everyObjectOfTheSchemaHasASection() {
        var named = Set.of(
                "tool",
                "task",
                "resource",
                "prompt",
                "parameter",
                "completion",
                "source",
                "icons",
                "policies",
                "rules",
                "tests");
        // keywords of types have a page of their own; the others are no objects
        var elsewhere = Set.of(
                "type", "version", "title", "tags", "enabled", "provenance", "language", "parameters", "content");

        var all = new LinkedHashSet<>(named);
        all.addAll(elsewhere);
        assertThat(SCHEMA.path("$defs").propertyNames()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void everyKeywordOfATypeIsOnThePageOfTypes() throws Exception {
        var page = Files.readString(docs().resolve("types.md"));
        assertThat(SCHEMA.at("/$defs/type/properties").propertyNames())
                .allSatisfy(keyword -> assertThat(page).contains("`" + keyword + "`"));
    }

    private static void check(Row row, JsonNode schema) {
        var key = row.keys().getFirst();
        var declared = schema.path("properties").path(key);
        var definition = declared.has("$ref")
                ? SCHEMA.at(declared.path("$ref").asString().substring(1))
                : declared;
        if (definition.has("type")) {
            assertThat(row.type()).as("type of " + key).isEqualTo(words(definition.path("type")));
        }
        var isRequired = schema.path("required")
                .valueStream()
                .anyMatch(name -> name.asString().equals(key));
        assertThat(row.standard().equals("required")).as(key + " is required").isEqualTo(isRequired);
        assertThat(row.standard()).as("default of " + key).isNotEmpty();
        if (definition.has("default")) {
            assertThat(row.standard())
                    .as("default of " + key)
                    .isEqualTo(definition.path("default").asString());
        }
    }

    private static String words(JsonNode type) {
        return type.isArray()
                ? type.valueStream()
                        .map(each -> WORDS.getOrDefault(each.asString(), ""))
                        .collect(Collectors.joining(" or "))
                : WORDS.getOrDefault(type.asString(), "");
    }

    private static List<Row> rows(String section) throws IOException {
        var rows = new ArrayList<Row>();
        var isInside = false;
        for (var line : Files.readAllLines(docs().resolve("endpoints.md"))) {
            if (line.startsWith("#")) {
                isInside = line.replaceFirst("^#+ ", "").equals(section);
            } else if (isInside && line.startsWith("| `")) {
                rows.add(Row.of(line));
            }
        }
        return rows;
    }

    private static Path docs() {
        return Path.of("..", "docs");
    }

    /** @param standard what holds when the key is absent */
    private record Row(List<String> keys, String type, String standard) {

        static Row of(String line) {
            var cells = line.split("\\|", -1);
            var keys = QUOTED.matcher(cells[1])
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            return new Row(keys, cells[2].strip(), cells[3].strip());
        }
    }
}
