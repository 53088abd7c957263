package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.pipeline.PartyBudget;

/**
 * A message of a client. It counts in the memory for requests until it is closed, when nothing needs any more what came
 * in it: calls that wait for their turn could take all memory otherwise.
 */
final class Received implements AutoCloseable {

    private final McpMessage message;
    private final PartyBudget memory;
    private final String party;
    private long bytes;

    /** @param bytes what was taken of the memory for it */
    Received(McpMessage message, PartyBudget memory, String party, long bytes) {
        this.message = message;
        this.memory = memory;
        this.party = party;
        this.bytes = bytes;
    }

    McpMessage message() {
        return message;
    }

    /** For whoever needs the message longer, and then closes what is returned; closing this one does nothing any more. */
    Received handOn() {
        var next = new Received(message, memory, party, bytes);
        bytes = 0;
        return next;
    }

    @Override
    public void close() {
        if (bytes > 0) {
            memory.give(party, bytes);
            bytes = 0;
        }
    }
}
