package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import java.util.Iterator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The messages of a stream that stays open; closing it leaves. */
final class Listening implements AutoCloseable {

    private static final String DATA = "data: {";

    private final Stream<String> stream;
    private final Iterator<String> messages;

    /** @param lines of an event stream */
    Listening(Stream<String> lines) {
        this.stream = lines.filter(line -> line.startsWith(DATA));
        this.messages = stream.iterator();
    }

    /** Waits for the next message. */
    JsonNode next() {
        return Json.mapper().readTree(messages.next().substring(DATA.length() - 1));
    }

    @Override
    public void close() {
        stream.close();
    }
}
