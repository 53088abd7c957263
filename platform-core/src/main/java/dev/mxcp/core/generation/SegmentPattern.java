package dev.mxcp.core.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A segment of a URI template: variables with text around them, as in {@code {name}-{lang}.md}. Each variable stands for
 * one or more characters, as few as possible but for the last. Matching takes time linear in the segment: once the
 * nearest text behind a variable is found, no later one needs to be tried, as it would leave less for the rest.
 */
final class SegmentPattern {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    private final List<String> names = new ArrayList<>();
    /** The text before the first variable, between each two, and after the last. */
    private final List<String> texts = new ArrayList<>();

    SegmentPattern(String template) {
        var matcher = VARIABLE.matcher(template);
        int end = 0;
        while (matcher.find()) {
            texts.add(template.substring(end, matcher.start()));
            names.add(matcher.group(1));
            end = matcher.end();
        }
        texts.add(template.substring(end));
    }

    static boolean hasVariables(String template) {
        return VARIABLE.matcher(template).find();
    }

    List<String> names() {
        return names;
    }

    /** What the variables stand for, in their order; empty when the segment does not match. */
    Optional<List<String>> match(String segment) {
        var first = texts.getFirst();
        var last = texts.getLast();
        var stop = segment.length() - last.length();
        if (!segment.startsWith(first) || !segment.endsWith(last) || hasControlCharacter(segment)) {
            return Optional.empty();
        }
        var values = new ArrayList<String>();
        var start = first.length();
        for (var text : texts.subList(1, texts.size() - 1)) {
            var end = start < stop ? segment.indexOf(text, segment.offsetByCodePoints(start, 1), stop) : -1;
            if (end < 0) {
                return Optional.empty();
            }
            values.add(segment.substring(start, end));
            start = end + text.length();
        }
        if (start >= stop) {
            return Optional.empty();
        }
        values.add(segment.substring(start, stop));
        return Optional.of(values);
    }

    /** No URI holds any that is not percent-encoded. */
    private static boolean hasControlCharacter(String segment) {
        return segment.chars().anyMatch(Character::isISOControl);
    }
}
