package dev.mxcp.core.stdio;

import dev.mxcp.core.mcp.McpService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** A server over a pair of pipes, and its client. Closing says goodbye, and waits for the server's end. */
final class Conversation implements AutoCloseable {

    private static final Pattern QUESTION =
            Pattern.compile("\"id\":(\"[^\"]*\"|[0-9]+).*\"method\":\"elicitation/create\""
                    + "|\"method\":\"elicitation/create\".*\"id\":(\"[^\"]*\"|[0-9]+)");

    private final OutputStream in;
    private final BufferedReader out;
    private final CompletableFuture<Void> running;

    Conversation(McpService service) throws IOException {
        var toServer = Pipe.open();
        var fromServer = Pipe.open();
        in = Channels.newOutputStream(toServer.sink());
        out = new BufferedReader(Channels.newReader(fromServer.source(), StandardCharsets.UTF_8));
        var serverOut = Channels.newOutputStream(fromServer.sink());
        var server = new StdioServer(service, Channels.newInputStream(toServer.source()), serverOut);
        running = CompletableFuture.runAsync(
                () -> {
                    try (serverOut) {
                        server.run(Duration.ZERO);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                task -> Thread.ofPlatform().start(task));
    }

    void send(byte[]... messages) throws IOException {
        for (var message : messages) {
            in.write(message);
            in.write('\n');
        }
        in.flush();
    }

    /** Reads up to the server's next question, whose id is answered as it was written. */
    String questionId() throws IOException {
        var line = linesUntil("elicitation/create").getLast();
        var id = QUESTION.matcher(line);
        if (!id.find()) {
            throw new AssertionError("a question without id: " + line);
        }
        return id.group(1) != null ? id.group(1) : id.group(2);
    }

    /** Everything up to the line that contains the text. */
    List<String> linesUntil(String text) throws IOException {
        var lines = new ArrayList<String>();
        do {
            var line = out.readLine();
            if (line == null) {
                throw new AssertionError("the server ended before '" + text + "': " + lines);
            }
            lines.add(line);
        } while (!lines.getLast().contains(text));
        return lines;
    }

    @Override
    public void close() throws IOException {
        in.close();
        running.join();
        out.close();
    }
}
