package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.ContentDetails;
import dev.mxcp.spi.ContentDetails.Audience;
import dev.mxcp.spi.ContentDetails.Icon;
import dev.mxcp.spi.EndpointResult.Content;
import dev.mxcp.spi.SourceException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What functions say to the client, ask it, and answer it beside data. */
class ClientTest {

    private static final String IMPORTS = "import asyncio, datetime\nfrom mxcp.runtime import mcp\n";

    @TempDir
    private Path root;

    private TestingPython python;
    private final RecordingCall call = RecordingCall.ofAnn();

    @BeforeEach
    void start() {
        python = TestingPython.in(root);
    }

    @AfterEach
    void stop() {
        python.close();
    }

    private @Nullable Object run(String body) throws SourceException {
        return TestingPython.run(python.inline(IMPORTS + body), Map.of(), call);
    }

    private List<Content> content(String body) throws SourceException {
        try (var result = python.inline(IMPORTS + body).run(Map.of(), call)) {
            return result.content();
        }
    }

    @Test
    void plainAndAsyncFunctionsTalkToTheClient() throws SourceException {
        assertThat(run("""
                mcp.info("plain", step=1)
                mcp.progress(1, 2, "half")
                answer = mcp.elicit("yes?", {"type": "object"})
                return [answer.accepted, answer.content, mcp.elicit("no?", {}).action, mcp.sample("why", max_tokens=9)]
                """)).isEqualTo(List.of(true, Map.of("sure", true), "decline", "sampled"));
        assertThat(run("""
                await mcp.warning("async")
                await asyncio.create_task(mcp.progress(2))
                answer = await mcp.elicit("yes?", {"type": "object"})
                return [answer.accepted, (await mcp.sample("why"))]
                """)).isEqualTo(List.of(true, "sampled"));
        assertThat(call.asked())
                .containsExactly(
                        "INFO plain {step=1}",
                        "progress 1.0 of 2.0: half",
                        "elicit yes? {type=object}",
                        "elicit no? {}",
                        "sample why 9",
                        "WARNING async {}",
                        "progress 2.0 of null: null",
                        "elicit yes? {type=object}",
                        "sample why 1000");
    }

    @Test
    void aFunctionAnswersWithContent() throws SourceException {
        var endpoint = python.inline(IMPORTS + """
                return ["see:", mcp.image(b"png"), mcp.audio(b"wav"), mcp.resource_link("a://b", "B"),
                        mcp.resource("c://d", "text"), mcp.resource("e://f", b"\\x00", "x/y"), {"total": 1}]
                """);
        try (var result = endpoint.run(Map.of(), call)) {
            assertThat(result.content())
                    .containsExactly(
                            new Content.Text("see:"),
                            new Content.Image("cG5n", "image/png"),
                            new Content.Audio("d2F2", "audio/wav"),
                            new Content.Link("a://b", "B", null),
                            new Content.Embedded("c://d", null, "text", null),
                            new Content.Embedded("e://f", "x/y", null, "AA=="),
                            new Content.Text("{\"total\":1}"));
        }
    }

    @Test
    void dataForProgramsAndContentForPeople() throws SourceException {
        var endpoint = python.inline(IMPORTS + "return mcp.answer({'total': 1, '$:x': 2}, mcp.text('one'))");
        try (var result = endpoint.run(Map.of(), call)) {
            assertThat(result.value()).isEqualTo(Map.of("total", 1L, "$:x", 2L));
            assertThat(result.content()).containsExactly(new Content.Text("one"));
        }
    }

    @Test
    void contentIsDescribed() throws SourceException {
        var content = content("""
                return [
                    mcp.text("see").described(audience="user", priority=0.5, meta={"com.example/page": 7}),
                    mcp.resource_link("a://b", "B", title="Bee", description="It buzzes", size=12,
                                      icons=[{"src": "https://example.com/b.png", "sizes": ["48x48"], "theme": "dark"}])
                        .described(audience=["user", "assistant"], last_modified=datetime.datetime(2024, 1, 31, 10)),
                ]
                """);

        assertThat(content).hasSize(2).allMatch(Content.Described.class::isInstance);
        var text = (Content.Described) content.getFirst();
        assertThat(text.content()).isEqualTo(new Content.Text("see"));
        assertThat(text.details().audience()).containsExactly(Audience.USER);
        assertThat(text.details().priority()).hasValue(0.5);
        assertThat(text.details().meta()).isEqualTo(Map.of("com.example/page", 7L));
        var link = (Content.Described) content.getLast();
        assertThat(link.content()).isEqualTo(new Content.Link("a://b", "B", null));
        assertThat(link.details())
                .returns("Bee", details -> details.title().orElseThrow())
                .returns("It buzzes", details -> details.description().orElseThrow())
                .returns(12L, details -> details.size().orElseThrow())
                .returns(
                        Instant.parse("2024-01-31T10:00:00Z"),
                        details -> details.lastModified().orElseThrow())
                .returns(
                        List.of(new Icon("https://example.com/b.png", null, List.of("48x48"), "dark")),
                        ContentDetails::icons);
        assertThat(link.details().audience()).containsExactly(Audience.USER, Audience.ASSISTANT);
    }

    @Test
    void detailsThatCannotBeAreRefusedWhereTheyAreSaid() {
        assertThatThrownBy(() -> run("return mcp.text('x').described(priority=2)"))
                .hasMessageContaining("a priority is between 0 and 1, not 2");
        assertThatThrownBy(() -> run("return mcp.text('x').described(audience='bots')"))
                .hasMessageContaining("an audience is 'user', 'assistant' or both, not 'bots'");
    }

    private static final String QUESTIONS = """
            questions = {
                "sure": mcp.form("Delete it?", {"type": "object"}),
                "paid": mcp.page("Pay first", "https://example.com/pay"),
                "why": mcp.completion("Give a reason", max_tokens=9, system_prompt="Be brief"),
                "where": mcp.roots(),
            }
            def told(answers):
                return [answers["sure"].content, answers["paid"].action, answers["why"], answers["where"][0].uri]
            """;

    @Test
    void severalQuestionsAreAskedAtOnce() throws SourceException {
        var told = List.of(Map.of("sure", true), "cancel", "sampled", "file:///work");

        assertThat(run(QUESTIONS + "return told(mcp.ask(questions))")).isEqualTo(told);
        assertThat(call.asked())
                .containsExactly(
                        "ask sure: Form[message=Delete it?, schema={type=object}]",
                        "ask paid: Page[message=Pay first, url=https://example.com/pay]",
                        "ask why: Sample[prompt=Give a reason, systemPrompt=Be brief, maxTokens=9]",
                        "ask where: Roots[]");
        assertThat(run(QUESTIONS + "return told(await mcp.ask(questions))")).isEqualTo(told);
    }

    @Test
    void aFunctionLearnsWhatItMayAsk() throws SourceException {
        assertThat(run("return [mcp.can_ask(mcp.form('x', {})), mcp.can_ask(mcp.roots())]"))
                .isEqualTo(List.of(true, false));
    }

    @Test
    void subscribersLearnThatAResourceChanged() throws SourceException {
        run("mcp.resource_updated('sales://2024')\nreturn None");
        run("await mcp.resource_updated('sales://2025')\nreturn None");

        assertThat(call.asked()).containsExactly("updated sales://2024", "updated sales://2025");
        assertThatThrownBy(() -> run("mcp.resource_updated(7)")).hasMessageContaining("a resource's uri is text");
    }

    @Test
    void theConnectionIsFreedForAMinuteAtMost() throws SourceException {
        run("mcp.progress(1)\nmcp.disconnect(0.5)\nreturn None");
        run("await mcp.disconnect(600)\nreturn None");

        assertThat(call.asked()).containsExactly("progress 1.0 of null: null", "disconnect PT0.5S", "disconnect PT1M");
        assertThatThrownBy(() -> run("mcp.disconnect(-1)")).hasMessageContaining("a time is not negative: -1");
        assertThatThrownBy(() -> run("mcp.disconnect('1')")).hasMessageContaining("a number of seconds, not str");
    }
}
