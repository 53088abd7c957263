package dev.mxcp.core.pipeline;

import dev.mxcp.spi.InputRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Names the questions of one call after what they ask, so that an answer given to an earlier run is never taken for the
 * answer to another question. Equal questions are told apart by their order.
 */
final class QuestionKeys {

    private static final int DIGITS = 12;

    private final Map<String, Integer> asked = new HashMap<>();

    synchronized String of(InputRequest question) {
        var name = kind(question) + "-" + digest(text(question));
        var count = asked.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + "-" + count;
    }

    private static String kind(InputRequest question) {
        return switch (question) {
            case InputRequest.Form _, InputRequest.Page _ -> "elicit";
            case InputRequest.Sample _ -> "sample";
            case InputRequest.Roots _ -> "roots";
        };
    }

    /** What stays the same from run to run. */
    private static String text(InputRequest question) {
        return switch (question) {
            case InputRequest.Form form -> form.message() + "\n" + ordered(form.schema());
            case InputRequest.Page page -> page.message() + "\n" + page.url();
            case InputRequest.Sample sample -> sample.prompt() + "\n" + sample.systemPrompt();
            case InputRequest.Roots _ -> "";
        };
    }

    /** The keys of a schema come in any order. */
    private static @Nullable Object ordered(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var ordered = new TreeMap<String, @Nullable Object>();
                map.forEach((key, member) -> ordered.put(String.valueOf(key), ordered(member)));
                yield ordered;
            }
            case Iterable<?> list ->
                StreamSupport.stream(list.spliterator(), false)
                        .map(QuestionKeys::ordered)
                        .toList()
                        .toString();
            case null, default -> value;
        };
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
