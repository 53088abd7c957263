package dev.mxcp.core.stdio;

import static net.jqwik.api.EdgeCasesMode.NONE;
import static net.jqwik.api.GenerationMode.RANDOMIZED;
import static net.jqwik.api.ShrinkingMode.BOUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.HostileMessages;
import dev.mxcp.core.HostileTarget;
import dev.mxcp.core.WhileTimeLasts;
import dev.mxcp.core.http.LoggedWarnings;
import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.PropagationMode;

/**
 * Whatever comes by the standard input, what goes out are messages, line by line, that tell nothing of the server's
 * inside; whoever asks properly afterwards is answered, and the server ends when its input does.
 */
@AddLifecycleHook(value = WhileTimeLasts.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class HostileStdioProperties {

    private static final McpLimits LIMITS = new McpLimits(32, 64 * 1024, 250, Duration.ofSeconds(30));
    private static final Duration LONGER_THAN_ANY_CALL = Duration.ofSeconds(20);

    private static final String ASKABLE =
            HostileMessages.INITIALIZE.replace("\"capabilities\":{}", "\"capabilities\":{\"elicitation\":{}}");
    private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    private static final String ALIVE = HostileMessages.stateless("tools/call", "\"name\":\"alive\"")
            .replace("\"id\":1", "\"id\":\"alive at last\"");

    private static final LoggedWarnings LOGGED = new LoggedWarnings();

    @BeforeContainer
    static void listen() {
        LOGGED.listen();
    }

    @AfterContainer
    static void stop() {
        LOGGED.close();
    }

    @Property(tries = WhileTimeLasts.TRIES, generation = RANDOMIZED, edgeCases = NONE, shrinking = BOUNDED)
    void aBrokenLineHarmsNobody(@ForAll("broken") byte[] first, @ForAll("broken") byte[] second) {
        assertUnharmed(first, second);
        assertUnharmed(bytes(HostileMessages.INITIALIZE), bytes(INITIALIZED), first, second);
    }

    @Property(tries = WhileTimeLasts.TRIES, generation = RANDOMIZED, edgeCases = NONE, shrinking = BOUNDED)
    void jsonOfAnyShapeHarmsNobody(@ForAll("json") String json) {
        assertUnharmed(
                bytes(json),
                bytes(HostileMessages.INITIALIZE.replace("{}", json)),
                bytes(HostileMessages.request("tools/call", "\"name\":\"echo\",\"arguments\":" + json)),
                bytes(HostileMessages.stateless("tools/call", "\"name\":\"echo\",\"arguments\":" + json)),
                bytes(HostileMessages.stateless("subscriptions/listen", "\"notifications\":" + json)));
    }

    @Property(tries = WhileTimeLasts.TRIES, generation = RANDOMIZED, edgeCases = NONE, shrinking = BOUNDED)
    void anyBytesHarmNobody(@ForAll("bytes") byte[] garbage) {
        assertUnharmed(bytes(HostileMessages.INITIALIZE), garbage);
    }

    @Property(tries = WhileTimeLasts.TRIES, generation = RANDOMIZED, edgeCases = NONE, shrinking = BOUNDED)
    void aBrokenAnswerToAQuestionHarmsNobody(@ForAll("answers") byte[] answer) throws IOException {
        try (var conversation = new Conversation(service())) {
            conversation.send(bytes(ASKABLE), bytes(INITIALIZED));
            conversation.send(bytes(HostileMessages.request("tools/call", "\"name\":\"ask\"")));
            var question = conversation.questionId();
            conversation.send(HostileMessages.filled(answer, HostileMessages.QUESTION, question));
            conversation.send(bytes(ALIVE));
            assertSound(conversation.linesUntil("alive at last"));
        }
        assertThat(LOGGED.take()).as("what fills the log").isEmpty();
    }

    /** All that a client sends, and then leaves. */
    private static void assertUnharmed(byte[]... messages) {
        var in = new ByteArrayOutputStream();
        for (var message : messages) {
            in.writeBytes(message);
            in.write('\n');
        }
        in.writeBytes(bytes(ALIVE + "\n"));
        var out = new ByteArrayOutputStream();
        try {
            new StdioServer(service(), new ByteArrayInputStream(in.toByteArray()), out).run(LONGER_THAN_ANY_CALL);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertSound(lines);
        assertThat(lines)
                .as("the last request is answered")
                .anyMatch(line -> line.contains("alive at last") && line.contains("\"isError\":false"));
        assertThat(LOGGED.take()).as("what fills the log").isEmpty();
    }

    private static void assertSound(List<String> lines) {
        for (var line : lines) {
            HostileMessages.assertIsMessage(line);
            HostileMessages.assertTellsNothingOfTheInside(line);
        }
    }

    private static McpService service() {
        var project = HostileTarget.project();
        return new McpService(() -> project, ServerInfo.of("mxcp", "1"), LIMITS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<byte[]> broken() {
        return HostileMessages.broken();
    }

    @Provide
    Arbitrary<byte[]> answers() {
        return HostileMessages.brokenAnswers();
    }

    @Provide
    Arbitrary<String> json() {
        return HostileMessages.json();
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    }
}
