package dev.mxcp.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.yaml.YamlDocument;
import dev.mxcp.core.yaml.YamlLimits;
import dev.mxcp.core.yaml.YamlReader;
import dev.mxcp.spi.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PublishedSchemaTest {

    private static final String TOOL = "tool: { name: t, source: { code: select 1 }, ";

    static List<String> names() {
        return PublishedSchemas.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySchemaSaysWhatItIsFor(String name) {
        var schema = new JsonMapper().readTree(PublishedSchemas.text(name));
        assertThat(schema.path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("title").asString()).isNotBlank();
        assertThat(schema.path("description").asString()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyMappingWithKeysRefusesOthers(String name) {
        var schema = new JsonMapper().readTree(PublishedSchemas.text(name));
        assertThat(schema.findParents("properties"))
                .filteredOn(parent ->
                        parent.path("properties").path("type").path("$ref").isMissingNode()
                                || parent.has("additionalProperties"))
                .filteredOn(parent -> "object".equals(parent.path("type").asString("")))
                .allSatisfy(parent -> assertThat(parent.has("additionalProperties"))
                        .as(parent.toString())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyReferenceLeadsSomewhere(String name) {
        assertThat(references(name)).allSatisfy(reference -> {
            var parts = reference.split("#", -1);
            var file = parts[0].isEmpty() ? name : parts[0].replace(".schema.json", "");
            var target = new JsonMapper().readTree(PublishedSchemas.text(file));
            assertThat(target.at(parts.length > 1 ? parts[1] : "").isMissingNode())
                    .as(reference)
                    .isFalse();
        });
    }

    private static List<String> references(String name) {
        return new JsonMapper()
                .readTree(PublishedSchemas.text(name)).findValues("$ref").stream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .distinct()
                        .toList();
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> PublishedSchemas.text("tools"))
                .hasMessage("no schema named 'tools'; there are site, user-config, tool, resource, prompt, endpoint,"
                        + " eval, auth");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            descripton: x }                  | 1:46: unknown key 'descripton' in 'tool'; did you mean 'description'?
            colour: x }                      | 1:46: unknown key 'colour' in 'tool'; allowed here: name, title, description, \
            tags, annotations, parameters, return, content, language, source, enabled, task, provenance, \
            icons, tests, policies
            task: often }                    | 1:52: 'task' must be true or false or a mapping, is text
            task: { retries: 1 } }           | 1:54: unknown key 'retries' in 'task'; allowed here: required, wait, timeout, \
            keep, poll_interval
            task: { timeout: 0 } }           | 1:63: 'timeout' must be greater than 0
            description: 5 }                 | 1:59: 'description' must be text, is a number; put the value in quotes
            description: 2024-01-01 }        | 1:59: 'description' must be text, is a date; put the value in quotes
            tags: x }                        | 1:52: 'tags' must be a list, is text
            tags: [x, [y]] }                 | 1:56: item 2 of 'tags' must be text, is a list
            enabled: maybe }                 | 1:55: 'enabled' must be true or false, is text
            return: { type: strng } }        | 1:62: 'type' must be one of string, number, integer, boolean, array, object, \
            is 'strng'; did you mean 'string'?
            return: { format: date } }       | 1:46: missing key 'type' in 'return'
            return: { type: } }              | 1:56: 'type' has no value; give it one
            return: { type: string, anyOf: [] } }     | 1:70: unknown key 'anyOf' in 'return'; a type cannot refer to or \
            combine other types: write it out
            return: { type: array, minItems: -1 } }   | 1:79: 'minItems' must be at least 0
            return: { type: integer, enum: [] } }     | 1:77: 'enum' needs at least 1 item
            return: { type: number, multipleOf: 0 } } | 1:82: 'multipleOf' must be greater than 0
            language: '' }                   | 1:56: 'language' must not be empty
            parameters: [{ name: 1a, type: string }] }  | 1:67: Parameter name must start with a letter or underscore
            parameters: [{ name: '', type: string }] }  | 1:67: Parameter name cannot be empty
            parameters: [{ name: a-b, type: string }] } | 1:67: Parameter name must contain only alphanumeric characters \
            or underscores
            """)
    void aMistakeInAToolIsToldOnceAndInPlainWords(String rest, String expected) throws Exception {
        assertThat(check("endpoint", TOOL + rest)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a list                | [a]                                    | 1:1: the file must be a mapping, is a list
            no kind               | mxcp: 1                                | 1:1: an endpoint file must contain exactly one of \
            'tool', 'resource' and 'prompt'
            two kinds             | { tool: { name: t, source: { code: x } }, prompt: { name: p, messages: [{ prompt: x }] } } | \
            1:1: an endpoint file must contain exactly one of 'tool', 'resource' and 'prompt'
            a misspelt kind       | tol: { name: x }                       | 1:1: unknown key 'tol'; did you mean 'tool'?
            a misspelt name       | tool: { nmae: x, source: { code: x } } | 1:9: unknown key 'nmae' in 'tool'; did you mean 'name'?
            no source             | tool: { name: x }                      | 1:1: missing key 'source' in 'tool'
            two sources           | tool: { name: x, source: { code: x, file: y } } | 1:26: Source must provide exactly one of \
            'code' or 'file'
            no messages           | prompt: { name: x, messages: [] }      | 1:30: No messages found in prompt definition
            another version       | { mxcp: 2, tool: { name: x, source: { code: x } } } | 1:9: the only version of the format \
            is 1; write 'mxcp: 1'
            """)
    void aFileThatIsNoEndpointIsToldWhatItLacks(String what, String text, String expected) throws Exception {
        assertThat(check("endpoint", text)).as(what).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"tool", "resource", "prompt"})
    void theSchemaOfAKindTakesThatKindAlone(String kind) throws Exception {
        var files = Map.of(
                "tool", "mxcp: 1\nmetadata: { a: b }\ntool: { name: t, source: { code: x } }",
                "resource", "mxcp: 1\nmetadata: { a: b }\nresource: { uri: 'a://b', source: { code: x } }",
                "prompt", "mxcp: 1\nmetadata: { a: b }\nprompt: { name: p, messages: [{ prompt: x }] }");
        for (var file : files.entrySet()) {
            if (file.getKey().equals(kind)) {
                assertThat(check(kind, file.getValue())).isEmpty();
            } else {
                assertThat(check(kind, file.getValue()))
                        .anySatisfy(problem -> assertThat(problem).contains("unknown key '" + file.getKey() + "'"))
                        .anySatisfy(problem -> assertThat(problem).contains("missing key '" + kind + "'"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "1.0", "'''1'''", "'\"1\"'", "''"})
    void versionOneMayBeWrittenInSeveralWays(String version) throws Exception {
        assertThat(check("endpoint", "mxcp: " + version + "\n" + TOOL + "}")).isEmpty();
    }

    @Test
    void aKeyWithoutValueCountsAsAbsent() throws Exception {
        assertThat(check("endpoint", TOOL + "description: , tags: , return: , parameters: , tests: }"))
                .isEmpty();
    }

    @Test
    void oneOfSeveralShapesIsToldByTheShapeThatWasTried() throws Exception {
        assertThat(check("site", "project: a\nprofile: b\nplugin: { name: x }\nextensions: [h3, { nam: x }]"))
                .containsExactly(
                        "4:20: unknown key 'nam' in item 2 of 'extensions'; did you mean 'name'?",
                        "3:1: missing key 'module' in 'plugin'");
    }

    @Test
    void aMisspeltKeyIsRecognisedWhereOtherNamesAreAllowed() throws Exception {
        assertThat(check("auth", "{ provder: github, acme: { tenant: x } }"))
                .containsExactly("1:3: unknown key 'provder'; did you mean 'provider'?");
    }

    @Test
    void aSecretIsNeverTold() {
        var violations = PublishedSchema.named("user-config")
                .check(Map.of("transport", Map.of("provider", new Secret("hunter2"))));
        assertThat(violations)
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString())
                        .contains("must be one of streamable-http, sse, stdio")
                        .doesNotContain("hunter2"));
    }

    private static List<String> check(String schema, String text) throws Exception {
        var document = new YamlReader(YamlLimits.DEFAULTS).read("f", text);
        return PublishedSchema.named(schema).check(document.root()).stream()
                .map(violation -> told(document, violation))
                .toList();
    }

    private static String told(YamlDocument document, Violation violation) {
        var place = violation.place() == Violation.Place.KEY
                ? document.keyAt(violation.path())
                : document.at(violation.path());
        var text = violation.remedy().isEmpty() ? violation.message() : violation.message() + "; " + violation.remedy();
        return place.line() + ":" + place.column() + ": " + text;
    }
}
