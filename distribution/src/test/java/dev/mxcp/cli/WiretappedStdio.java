package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A server over standard input and output whose messages are written into files on their way. */
record WiretappedStdio(Path log) {

    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String TAPPED = "tee \"$0.in\" | \"$1\" serve --transport stdio | tee \"$0.out\"";

    /** How a client starts it, in the words of its configuration. */
    Map<String, Object> serving(Path project) {
        return Map.of(
                "command",
                "sh",
                "args",
                List.of("-c", TAPPED, log.toString(), InstalledMxcp.executable().toString()),
                "cwd",
                project.toString());
    }

    /** How a request of this method was made and answered by the last server. */
    Exchange exchange(String method) throws Exception {
        var request = sent().filter(
                        message -> method.equals(message.path("method").asString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + method + " was sent"));
        // what is passed on is passed to the client first
        Awaited.until(() -> answerTo(request) != null);
        var result = answerTo(request).path("result");
        assertThat(result.isObject()).as("%s", result).isTrue();
        return new Exchange(
                sent().filter(message -> message.path("method").asString().equals("initialize"))
                        .map(message ->
                                message.path("params").path("protocolVersion").asString())
                        .findFirst()
                        .orElse(null),
                request.path("params").path("_meta").path(VERSION).asString(null),
                result.path("resultType").asString(null));
    }

    private @Nullable JsonNode answerTo(JsonNode request) throws IOException {
        return messages("out")
                .filter(message -> message.path("id").equals(request.path("id")) && message.has("result"))
                .findFirst()
                .orElse(null);
    }

    private Stream<JsonNode> sent() throws IOException {
        return messages("in");
    }

    private Stream<JsonNode> messages(String direction) throws IOException {
        var lines = Files.readString(Path.of(log + "." + direction));
        // the last line may not be whole yet
        return lines.substring(0, lines.lastIndexOf('\n') + 1).lines().map(Json.mapper()::readTree);
    }

    /**
     * @param initialized the revision of the session; null where there was none
     * @param requested the revision that the request itself names
     * @param resultType what only results of the era without sessions have
     */
    record Exchange(
            @Nullable String initialized,
            @Nullable String requested,
            @Nullable String resultType) {

        static Exchange inASession(String revision) {
            return new Exchange(revision, null, null);
        }

        static Exchange withoutSession(String revision) {
            return new Exchange(null, revision, "complete");
        }
    }
}
