package dev.mxcp.core.type;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code pattern}, searched for anywhere in a text as JSON Schema has it. RE2 syntax: matching takes time linear in the
 * text, whatever the pattern; look-around and back-references do not exist.
 */
final class TextPattern {

    private final String source;
    private final @Nullable Pattern compiled;

    TextPattern(String source) {
        this.source = source;
        this.compiled = error(source).isPresent() ? null : Pattern.compile(source);
    }

    /** Why a pattern cannot be used. */
    static Optional<String> error(String source) {
        try {
            Pattern.compile(source);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(e.getDescription());
        }
    }

    /** A pattern that cannot be used matches nothing. */
    boolean isIn(String text) {
        return compiled != null && compiled.matcher(text).find();
    }

    String source() {
        return source;
    }
}
