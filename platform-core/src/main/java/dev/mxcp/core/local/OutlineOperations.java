package dev.mxcp.core.local;

import dev.mxcp.core.Draft;
import dev.mxcp.core.call.CallCancellation;

/** Answers from what clients would see of a project, without its database; so it can only tell what that costs. */
public final class OutlineOperations implements ProjectOperations {

    private final Draft outline;

    /** @param outline closed with this */
    public OutlineOperations(Draft outline) {
        this.outline = outline;
    }

    @Override
    public Reply perform(Request request, CallCancellation cancellation) {
        return switch (request) {
            case Request.Tokens _ -> new Reply.Value(TokenReport.of(outline), false);
            case Request.Run _, Request.Query _, Request.Listing _, Request.Validate _, Request.Status _ ->
                throw new IllegalArgumentException("needs an open project: " + request);
        };
    }

    @Override
    public void close() {
        outline.close();
    }
}
