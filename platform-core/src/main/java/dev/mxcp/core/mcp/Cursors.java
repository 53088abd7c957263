package dev.mxcp.core.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Marks where the next page of a list begins. A cursor is sealed: it is good for the very list that it was made for, as
 * its reader sees it, and for no other; a list that has changed since is another.
 */
record Cursors(StateSeal seal) {

    /** @param list names one list and what it holds */
    String of(String list, int page) {
        return seal.seal(ByteBuffer.allocate(Integer.BYTES).putInt(page).array(), purpose(list));
    }

    /** The page; 0 without a cursor. */
    int open(String list, @Nullable Object cursor) throws ProtocolException {
        if (cursor == null) {
            return 0;
        }
        if (cursor instanceof String text) {
            var page = seal.open(text, purpose(list));
            if (page.isPresent()) {
                return ByteBuffer.wrap(page.get()).getInt();
            }
        }
        throw new ProtocolException(
                ProtocolException.INVALID_PARAMS,
                "unknown cursor; the list may have changed, start again without a cursor");
    }

    private static byte[] purpose(String list) {
        return ("cursor\n" + list).getBytes(StandardCharsets.UTF_8);
    }
}
