package dev.mxcp.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A yes-or-no question to the person at the terminal. */
final class Question {

    private Question() {}

    /** Asks on stderr; the end of the input, or an empty line, means no. */
    static boolean ask(Console console, String text) throws IOException {
        console.err().print(text + " [y/N]: ");
        console.err().flush();
        return switch (line(console.in()).strip().toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> true;
            default -> false;
        };
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
