package dev.mxcp.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.project.EndpointDefinition.Annotations;
import dev.mxcp.core.type.ParameterDefinition;
import dev.mxcp.core.type.TypeDefinition.Base;
import dev.mxcp.core.type.TypeDefinition.Default;
import dev.mxcp.core.type.TypeDefinition.Format;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointDefinitionsTest {

    @TempDir
    private Path folder;

    @Test
    void aToolComesOutAsItIsWritten() throws Exception {
        var tool = TestingProject.in(folder).file("tools/a.yml", """
                mxcp: '1'
                metadata: { owner: data team }
                tool:
                  name: sales
                  title: Sales
                  description: Sales by region
                  tags: [sales, "2024"]
                  annotations: { title: S, readOnlyHint: yes, openWorldHint: false }
                  provenance: true
                  parameters:
                    - name: region
                      type: string
                      default: null
                  source: { code: select 1 }
                  policies:
                    input:
                      - { condition: "user.role != 'admin'", action: deny, message: Not you }
                  tests:
                    - name: one
                      arguments: [{ key: region, value: north }]
                      expect_error: true
                      error_contains: pattern
                """).only();
        assertThat(tool.label()).isEqualTo("tool 'sales'");
        assertThat(tool.where()).hasToString("tools/a.yml:3:1");
        assertThat(tool.title()).isEqualTo("Sales");
        assertThat(tool.tags()).containsExactly("sales", "2024");
        assertThat(tool.annotations()).isEqualTo(new Annotations("S", true, null, null, false));
        assertThat(tool.provenance()).isTrue();
        assertThat(tool.metadata()).isEqualTo(Map.of("owner", "data team"));
        assertThat(tool.policies()).containsOnlyKeys("input");
        assertThat(tool.tests())
                .singleElement()
                .satisfies(test -> assertThat(test)
                        .containsEntry("error_contains", "pattern")
                        .containsEntry("expect_error", true));
        assertThat(tool.parameters())
                .singleElement()
                .satisfies(parameter -> assertThat(parameter.isRequired()).isFalse());
    }

    @Test
    void aNameThatTheProtocolDoesNotKnowIsWarnedOf() throws Exception {
        var project = TestingProject.in(folder)
                .file("tools/a.yml", "tool: { name: 'bad name!', source: { code: select 1 } }\n")
                .file("tools/b.yml", "tool: { name: good.name-1_2, source: { code: select 1 } }\n");
        assertThat(project.load().endpoints()).hasSize(2);
        assertThat(project.problems())
                .containsExactly("tools/a.yml:1:15: clients may refuse a tool with the name 'bad name!'; write 1 to 128"
                        + " letters (A-Z, a-z), digits, '_', '-' and '.'");
    }

    @Test
    void aPromptHasMessagesAndNoLanguage() throws Exception {
        var prompt = TestingProject.in(folder).file("prompts/p.yml", """
                prompt:
                  name: p
                  messages:
                    - role: system
                      prompt: Be kind.
                    - prompt: "Hi {{ name }}"
                """).only();
        assertThat(prompt.language()).isNull();
        assertThat(prompt.source()).isNull();
        assertThat(prompt.messages())
                .extracting(message -> message.role() + ":" + message.prompt() + "@" + message.where())
                .containsExactly("system:Be kind.@prompts/p.yml:5:15", "null:Hi {{ name }}@prompts/p.yml:6:16");
    }

    @Test
    void everyTypeKeywordIsRead() throws Exception {
        var type = TestingProject.in(folder).file("tools/a.yml", """
                tool:
                  name: a
                  source: { code: select 1 }
                  return:
                    type: object
                    description: All of it
                    required: [text, list]
                    additionalProperties: false
                    sensitive: true
                    properties:
                      text: { type: string, minLength: 1, maxLength: 5, pattern: "^a", enum: [a, ab], examples: [a], default: a }
                      when: { type: string, format: date-time, default: 2024-01-31 }
                      amount: { type: number, minimum: 0, maximum: 1e3, multipleOf: 0.1 }
                      count: { type: integer, exclusiveMinimum: 0, exclusiveMaximum: 123456789012345678901234567890 }
                      list: { type: array, minItems: 1, maxItems: 3, uniqueItems: true, items: { type: boolean } }
                """).only().returns();
        assertThat(type.base()).isEqualTo(Base.OBJECT);
        assertThat(type.description()).isEqualTo("All of it");
        assertThat(type.required()).containsExactly("text", "list");
        assertThat(type.additionalProperties()).isFalse();
        assertThat(type.sensitive()).isTrue();
        assertThat(type.where()).hasToString("tools/a.yml:5:5");
        assertThat(type.properties().keySet()).containsExactly("text", "when", "amount", "count", "list");
        var text = type.properties().get("text");
        assertThat(text.minLength()).isEqualTo(1);
        assertThat(text.maxLength()).isEqualTo(5);
        assertThat(text.pattern()).isEqualTo("^a");
        assertThat(text.enumeration()).isEqualTo(List.of("a", "ab"));
        assertThat(text.examples()).isEqualTo(List.of("a"));
        var when = type.properties().get("when");
        assertThat(when.format()).isEqualTo(Format.DATE_TIME);
        assertThat(when.defaultValue()).isEqualTo(new Default(LocalDate.of(2024, 1, 31)));
        var amount = type.properties().get("amount");
        assertThat(amount.minimum()).isEqualByComparingTo("0");
        assertThat(amount.maximum()).isEqualByComparingTo("1000");
        assertThat(amount.multipleOf()).isEqualTo(new BigDecimal("0.1"));
        assertThat(type.properties().get("count").exclusiveMaximum())
                .isEqualTo(new BigDecimal("123456789012345678901234567890"));
        var list = type.properties().get("list");
        assertThat(list.uniqueItems()).isTrue();
        assertThat(list.items().base()).isEqualTo(Base.BOOLEAN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { name: a, type: string, minLength: 5, maxLength: 2 } | ERROR minLength 5 and maxLength 2 leave no value
            { name: a, type: string, pattern: '[' }               | ERROR pattern '[' cannot be used: missing closing ]
            { name: a, type: number, minimum: .nan }              | ERROR 'minimum' must be a number, is infinite or undefined
            { name: a, type: number, maximum: .inf }              | ERROR 'maximum' must be a number, is infinite or undefined
            { name: a, type: object, properties: { b: } }         | ERROR property 'b' has no type
            { name: a, type: integer, minLength: 5 }              | WARNING minLength has no effect on the type integer
            { name: a, type: integer, default: x }                | WARNING the default 'x' does not fit its own type
            """)
    void aTypeThatCannotBeMeantIsReported(String parameter, String expected) throws Exception {
        var project = TestingProject.in(folder)
                .file("tools/a.yml", "tool: { name: a, source: { code: select 1 }, parameters: [" + parameter + "] }");
        assertThat(project.load().problems())
                .extracting(problem -> problem.severity() + " " + problem.message())
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @Test
    void aParameterIsDeclaredOnce() throws Exception {
        var project = TestingProject.in(folder)
                .file(
                        "tools/a.yml",
                        "tool: { name: a, source: { code: select 1 }, parameters: [\n"
                                + "{ name: x, type: string },\n{ name: x, type: integer }] }");
        assertThat(project.problems())
                .containsExactly("tools/a.yml:3:9: duplicate parameter 'x'; rename or remove one of them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { header: 'Re gion', type: string }  | ERROR Header must be the end of a header's name
            { header: Region, type: number }     | ERROR only a string, an integer or a boolean fits into a header
            { header: Region, type: object }     | ERROR only a string, an integer or a boolean fits into a header
            { header: Region, type: string, sensitive: true } | WARNING a sensitive value is put into a header
            { header: FIRST, type: string }      | ERROR duplicate header 'FIRST'; case does not count
            """)
    void aHeaderThatCannotBeMeantIsReported(String parameter, String expected) throws Exception {
        var project = TestingProject.in(folder)
                .file(
                        "tools/a.yml",
                        "tool: { name: a, source: { code: select 1 }, parameters: ["
                                + "{ name: one, type: integer, header: First }, "
                                + parameter.replace("{", "{ name: two, ") + "] }");
        assertThat(project.load().problems())
                .extracting(problem -> problem.severity() + " " + problem.text())
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @Test
    void aParameterOfAToolMayBeRepeatedInAHeader() throws Exception {
        var tool = TestingProject.in(folder)
                .file(
                        "tools/a.yml",
                        "tool: { name: a, source: { code: select 1 }, parameters: "
                                + "[{ name: region, type: string, header: Region }] }")
                .only();
        assertThat(tool.parameters()).extracting(ParameterDefinition::header).containsExactly("Region");
        assertThat(resource("uri: 'x://{id}', parameters: [{ name: id, type: string, header: Id }]")
                        .load()
                        .problems())
                .singleElement()
                .asString()
                .contains("only parameters of tools have headers");
    }

    @Test
    void aResourcesParametersAreTheVariablesOfItsUri() throws Exception {
        var resource = resource("uri: 'shop://{id}/items/{item}', name: Item, mime_type: text/csv, parameters: "
                        + "[{ name: item, type: string }, { name: id, type: integer }]")
                .only();
        assertThat(resource.name()).isEqualTo("shop://{id}/items/{item}");
        assertThat(resource.title()).isEqualTo("Item");
        assertThat(resource.mimeType()).isEqualTo("text/csv");
        assertThat(resource.parameters()).extracting(ParameterDefinition::name).containsExactly("item", "id");
    }

    @Test
    void aResourceMayHaveNoVariables() throws Exception {
        assertThat(resource("uri: 'shop://all'").only().parameters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            uri: 'a://b', parameters: [{ name: x, type: string }] | Resource parameter(s) ['x'] are not used in uri 'a://b'
            uri: 'a://{x}/{y}', parameters: [{ name: x, type: string }] | URI variable(s) ['y'] of 'a://{x}/{y}' have no parameter
            uri: 'nowhere'                                        | the URI 'nowhere' has no scheme
            """)
    void aUriThatDoesNotFitItsParametersIsReported(String rest, String message) throws Exception {
        assertThat(resource(rest).problems()).singleElement().asString().contains(message);
    }

    private TestingProject resource(String rest) {
        return TestingProject.in(folder)
                .file("resources/a.yml", "resource: { source: { code: select 1 }, " + rest + " }");
    }
}
