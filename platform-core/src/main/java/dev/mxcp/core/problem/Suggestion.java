package dev.mxcp.core.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word was probably meant to be. */
public final class Suggestion {

    private Suggestion() {}

    /** The nearest candidate, when it is near enough to be worth asking about. */
    public static Optional<String> of(String word, Collection<String> candidates) {
        var given = normalised(word);
        var limit = Math.max(1, given.length() / 3);
        return candidates.stream()
                .filter(candidate -> distance(given, normalised(candidate)) <= limit)
                .min(Comparator.comparingInt((String candidate) -> distance(given, normalised(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Case and the kind of separator are the usual slips. */
    private static String normalised(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
    private static int distance(String a, String b) {
        var beforeLast = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
