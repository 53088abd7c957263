package dev.mxcp.core.type;

import static dev.mxcp.core.type.TestingType.array;
import static dev.mxcp.core.type.TestingType.integer;
import static dev.mxcp.core.type.TestingType.number;
import static dev.mxcp.core.type.TestingType.object;
import static dev.mxcp.core.type.TestingType.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.type.TypeDefinition.Format;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tool {@code multi} of the recorded wire shapes, and what the reference leaves out of its schemas. */
class SchemasTest {

    @Test
    void inputSchemaOfTheRecordedTool() {
        var parameters = Parameters.compile(List.of(
                parameter(
                        "k",
                        integer()
                                .with("minimum", "1")
                                .with("maximum", "10")
                                .orElse(2)
                                .examples(1, 2)
                                .description("kk")),
                parameter("s", string().oneOf("a", "b").orElse("a")),
                parameter("arr", array(string()).orElse(List.of()).description("a")),
                parameter(
                        "obj",
                        object().property("x", integer().description("xx"))
                                .property("y", string())
                                .required("x")
                                .orElse(Map.of("x", 1)))));

        assertThat(Json.pretty(parameters.jsonSchema())).isEqualTo("""
                {
                  "type": "object",
                  "properties": {
                    "k": {
                      "type": [
                        "integer",
                        "null"
                      ],
                      "description": "kk",
                      "minimum": 1,
                      "maximum": 10,
                      "default": 2,
                      "examples": [
                        1,
                        2
                      ]
                    },
                    "s": {
                      "type": "string",
                      "enum": [
                        "a",
                        "b"
                      ],
                      "default": "a"
                    },
                    "arr": {
                      "type": "array",
                      "description": "a",
                      "items": {
                        "type": [
                          "string",
                          "null"
                        ]
                      },
                      "default": []
                    },
                    "obj": {
                      "type": "object",
                      "properties": {
                        "x": {
                          "type": [
                            "integer",
                            "null"
                          ],
                          "description": "xx"
                        },
                        "y": {
                          "type": [
                            "string",
                            "null"
                          ]
                        }
                      },
                      "required": [
                        "x"
                      ],
                      "default": {
                        "x": 1
                      }
                    }
                  },
                  "additionalProperties": false
                }""");
    }

    @Test
    void outputSchemaOfTheRecordedTool() {
        var returns = array(object().property("i", integer().description("ii"))
                .property("d", string(Format.DATE))
                .property("l", array(integer()))
                .property("f", number())
                .required("i"));

        assertThat(Json.write(ReturnType.compile(returns.build()).jsonSchema()))
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"result\":{\"type\":[\"array\",\"null\"],\"items\":"
                        + "{\"type\":[\"object\",\"string\",\"null\"],\"properties\":{"
                        + "\"i\":{\"type\":[\"integer\",\"string\",\"null\"],\"description\":\"ii\"},"
                        + "\"d\":{\"type\":[\"string\",\"null\"],\"description\":\"(format: date)\"},"
                        + "\"l\":{\"type\":[\"array\",\"string\",\"null\"],\"items\":"
                        + "{\"type\":[\"integer\",\"string\",\"null\"]}},"
                        + "\"f\":{\"type\":[\"number\",\"string\",\"null\"]}}}}},\"required\":[\"result\"]}");
    }

    @Test
    void noParametersTakeNoArguments() {
        assertThat(Json.write(Parameters.compile(List.of()).jsonSchema()))
                .isEqualTo("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");
    }

    @Test
    void whatTheReferenceForgotIsAdvertised() {
        assertThat(property(string(Format.EMAIL).with("maxLength", 9).pattern("^[a-z]")))
                .isEqualTo(
                        "{\"type\":[\"string\",\"null\"],\"pattern\":\"^[a-z]\",\"format\":\"email\",\"maxLength\":9}");
        assertThat(property(object().property("n", integer().orElse(3)).required("n")))
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":[\"integer\",\"null\"],\"default\":3}}}");
    }

    @Test
    void patternsThatOtherEnginesReadDifferentlyAreKeptIn() {
        assertThat(property(string().pattern("(?i)abc"))).isEqualTo("{\"type\":[\"string\",\"null\"]}");
    }

    @Test
    void aStrictObjectSaysSo() {
        assertThat(property(object().strict())).isEqualTo("{\"type\":\"object\",\"additionalProperties\":false}");
    }

    private static String property(TestingType type) {
        var schema = Parameters.compile(List.of(parameter("p", type))).jsonSchema();
        return Json.write(((Map<?, ?>) schema.get("properties")).get("p"));
    }

    private static ParameterDefinition parameter(String name, TestingType type) {
        return new ParameterDefinition(name, type.build());
    }
}
