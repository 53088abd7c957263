package dev.mxcp.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.project.EndpointDefinition.Message;
import dev.mxcp.spi.ContentDetails;
import dev.mxcp.spi.ContentDetails.Audience;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an endpoint's file says beside its implementation: content of messages, details, completions, toolsets. */
class OfferingsTest {

    @TempDir
    private Path folder;

    @Test
    void messagesCarryWhatFilesAndTemplatesHold() throws Exception {
        var messages = TestingProject.in(folder)
                .file("prompts/chart.png", "png")
                .file("prompts/p.yml", """
                        prompt:
                          name: p
                          messages:
                            - prompt: Look
                            - {type: image, file: chart.png}
                            - {type: resource, uri: "r://x", text: "{{ all }}", mime_type: text/plain}
                            - {type: resource_link, uri: "r://x", name: X}
                        """)
                .only()
                .messages();
        assertThat(messages.getFirst().block()).isNull();
        assertThat(messages.stream().skip(1).map(Message::block))
                .satisfiesExactly(
                        image -> assertThat(image.fixed()).isEqualTo(Map.of("data", "cG5n", "mimeType", "image/png")),
                        resource ->
                                assertThat(resource.templates()).isEqualTo(Map.of("uri", "r://x", "text", "{{ all }}")),
                        link -> assertThat(link.templates()).isEqualTo(Map.of("uri", "r://x", "name", "X")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {role: user}                                    | the message needs 'prompt'
                    {type: image}                                   | either 'file' or 'data'
                    {type: audio, data: a}                          | needs 'mime_type'
                    {type: image, file: none.png}                   | there is no file 'prompts/none.png'
                    {type: image, file: ../../x.png}                | outside of the project
                    {type: resource, text: a}                       | the message needs 'uri'
                    {type: resource, uri: "r://x"}                  | either 'text' or 'file'
                    {type: resource_link, uri: "r://x"}             | the message needs 'name'
                    """)
    void aMessageThatLacksSomethingIsTold(String message, String problem) throws Exception {
        assertThat(prompt("messages: [" + message + "]").problems())
                .singleElement()
                .asString()
                .startsWith("prompts/p.yml:")
                .contains(problem);
    }

    @Test
    void aPromptHasEitherMessagesOrASource() throws Exception {
        assertThat(prompt("source: {code: select 1}").only().source().text()).isEqualTo("select 1");
        assertThat(prompt("source: {code: select 1}, messages: [{prompt: x}]").problems())
                .singleElement()
                .asString()
                .contains("a prompt needs either 'messages' or a 'source'");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-31,2026-03-31T00:00:00Z", "2026-03-31T09:00:00Z,2026-03-31T09:00:00Z"})
    void aResourceHasAnnotationsIconsAndASize(String written, Instant time) throws Exception {
        var details = resource("""
                annotations: {audience: [user], priority: 0.5, lastModified: %s}, size: 7,
                icons: [{src: "https://x.example/i.svg", mime_type: image/svg+xml, theme: dark}]""".formatted(written)).only().details();
        assertThat(details.audience()).containsExactly(Audience.USER);
        assertThat(details.priority()).hasValue(0.5);
        assertThat(details.size()).hasValue(7);
        assertThat(details.lastModified()).contains(time);
        assertThat(details.icons())
                .containsExactly(
                        new ContentDetails.Icon("https://x.example/i.svg", "image/svg+xml", List.of(), "dark"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    annotations: {lastModified: yesterday}   | is not a time
                    icons: [{src: "http://x.example/i.png"}] | must start with https:// or data:
                    annotations: {priority: 2}               | priority
                    size: -1                                 | size
                    """)
    void detailsThatCannotBeAreTold(String rest, String problem) throws Exception {
        assertThat(resource(rest).problems()).singleElement().asString().contains(problem);
    }

    @Test
    void aCompletionIsAStatementAFileOrATool() throws Exception {
        var completions = TestingProject.in(folder)
                .file("prompts/c.sql", "select 2")
                .file("prompts/p.yml", """
                        prompt:
                          name: p
                          parameters:
                            - {name: a, type: string, completion: {sql: select 1}}
                            - {name: b, type: string, completion: {file: c.sql}}
                            - {name: c, type: string, completion: {endpoint: t}}
                          messages: [{prompt: x}]
                        """)
                .only()
                .completions();
        assertThat(completions.get("a"))
                .isInstanceOfSatisfying(
                        CompletionDefinition.Sql.class,
                        sql -> assertThat(sql.source().text()).isEqualTo("select 1"));
        assertThat(completions.get("b"))
                .isInstanceOfSatisfying(
                        CompletionDefinition.Sql.class,
                        sql -> assertThat(sql.source().file()).isEqualTo("prompts/c.sql"));
        assertThat(completions.get("c"))
                .isInstanceOfSatisfying(
                        CompletionDefinition.Tool.class,
                        tool -> assertThat(tool.name()).isEqualTo("t"));
    }

    @Test
    void aCompletionOfAToolIsWarnedOf() throws Exception {
        assertThat(TestingProject.in(folder).file("tools/t.yml", """
                                tool:
                                  name: t
                                  parameters: [{name: a, type: string, completion: {sql: select 1}}]
                                  source: {code: select $a}
                                """).problems())
                .singleElement()
                .asString()
                .contains("clients never ask for completions of a tool's parameters");
    }

    @Test
    void whatAnswersBlocksOfContentSaysSo() throws Exception {
        assertThat(resource("content: blocks").only().answersBlocks()).isTrue();
        assertThat(resource("content: value").only().answersBlocks()).isFalse();
        assertThat(resource("").only().answersBlocks()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    content: blocks, return: {type: object} | no value for 'return' to describe; remove 'return'
                    content: block                          | did you mean 'blocks'
                    """)
    void blocksOfContentAreNoValues(String keys, String problem) throws Exception {
        assertThat(resource(keys).problems())
                .singleElement()
                .asString()
                .startsWith("resources/r.yml:2:")
                .contains(problem);
    }

    @Test
    void toolsetsAreReadWithTheirPlace() throws Exception {
        var toolsets = TestingProject.in(folder)
                .site("\ntoolsets:\n  finance: {tags: [money], endpoints: [a, 'r://x']}\n")
                .settings()
                .toolsets();
        assertThat(toolsets).singleElement().satisfies(toolset -> {
            assertThat(toolset.name()).isEqualTo("finance");
            assertThat(toolset.tags()).containsExactly("money");
            assertThat(toolset.endpoints()).containsExactly("a", "r://x");
            assertThat(toolset.where().file()).isEqualTo("mxcp-site.yml");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Finance: {tags: [a]} | part of an address
                    finance: {}          | needs 'tags' or 'endpoints'
                    """)
    void aToolsetThatCannotBeIsRefused(String toolset, String problem) {
        assertThat(TestingProject.in(folder)
                        .site("\ntoolsets:\n  " + toolset + "\n")
                        .refusal())
                .singleElement()
                .asString()
                .contains(problem);
    }

    private TestingProject prompt(String rest) {
        return TestingProject.in(folder).file("prompts/p.yml", "prompt: { name: p, " + rest + " }");
    }

    private TestingProject resource(String rest) {
        return TestingProject.in(folder)
                .file("resources/r.yml", "resource: { uri: 'r://x', source: { code: select 1 },\n" + rest + " }");
    }
}
