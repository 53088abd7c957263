package dev.mxcp.core.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Text as headers carry it: as it is or, where that is not possible, encoded. */
final class HeaderText {

    private static final String BEFORE = "=?base64?";
    private static final String AFTER = "?=";

    private HeaderText() {}

    /** The text that a header stands for; empty when it is not well written. */
    static Optional<String> decode(String header) {
        var value = header.strip();
        if (!value.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\t')) {
            return Optional.empty();
        }
        return value.startsWith(BEFORE) && value.endsWith(AFTER) && value.length() >= BEFORE.length() + AFTER.length()
                ? decoded(value.substring(BEFORE.length(), value.length() - AFTER.length()))
                : Optional.of(value);
    }

    private static Optional<String> decoded(String base64) {
        try {
            // Java's decoder would let the padding be left out
            return base64.length() % 4 != 0
                    ? Optional.empty()
                    : Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
                            .toString());
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
