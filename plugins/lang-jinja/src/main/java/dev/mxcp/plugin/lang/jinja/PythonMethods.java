package dev.mxcp.plugin.lang.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jinjava.javax.el.ELException;
import org.jspecify.annotations.Nullable;

/** The methods of Python's strings, lists and dictionaries that templates use. What is missing says so. */
final class PythonMethods {

    private static final int MAX_TEXT = 1_000_000;

    private PythonMethods() {}

    static @Nullable Object call(@Nullable Object base, String method, @Nullable Object[] arguments) {
        return switch (base) {
            case String text -> text(text, method, arguments);
            case Map<?, ?> map -> map(map, method, arguments);
            case List<?> list -> list(list, method, arguments);
            case null -> throw new ELException("cannot call '%s' on a value that is not there".formatted(method));
            default -> throw new ELException("there is no method '%s' on this value".formatted(method));
        };
    }

    private static @Nullable Object text(String text, String method, @Nullable Object[] arguments) {
        return switch (method) {
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "title" -> title(text);
            case "capitalize" -> text.isEmpty() ? "" : capital(text);
            case "strip" -> strip(text, arguments, true, true);
            case "lstrip" -> strip(text, arguments, true, false);
            case "rstrip" -> strip(text, arguments, false, true);
            case "startswith" -> text.startsWith(string(method, arguments, 0));
            case "endswith" -> text.endsWith(string(method, arguments, 0));
            case "find" -> (long) text.indexOf(string(method, arguments, 0));
            case "count" -> count(text, string(method, arguments, 0));
            case "replace" -> replace(text, string(method, arguments, 0), string(method, arguments, 1));
            case "split" -> split(text, arguments);
            case "splitlines" -> text.lines().toList();
            case "join" -> join(text, arguments);
            case "isdigit" -> !text.isEmpty() && text.chars().allMatch(Character::isDigit);
            case "isalpha" -> !text.isEmpty() && text.chars().allMatch(Character::isLetter);
            case "isupper" -> !text.equals(text.toLowerCase(Locale.ROOT)) && text.equals(text.toUpperCase(Locale.ROOT));
            case "islower" -> !text.equals(text.toUpperCase(Locale.ROOT)) && text.equals(text.toLowerCase(Locale.ROOT));
            default -> throw missing("strings", method);
        };
    }

    private static @Nullable Object map(Map<?, ?> map, String method, @Nullable Object[] arguments) {
        return switch (method) {
            case "items" -> new ArrayList<Object>(map.entrySet());
            case "keys" -> new ArrayList<Object>(map.keySet());
            case "values" -> new ArrayList<@Nullable Object>(map.values());
            case "get" -> {
                var key = string(method, arguments, 0);
                yield map.containsKey(key) ? map.get(key) : arguments.length > 1 ? arguments[1] : null;
            }
            default -> throw missing("dictionaries", method);
        };
    }

    private static @Nullable Object list(List<?> list, String method, @Nullable Object[] arguments) {
        return switch (method) {
            case "index" -> (long) list.indexOf(arguments.length > 0 ? arguments[0] : null);
            case "count" ->
                list.stream()
                        .filter(item -> item != null && item.equals(arguments.length > 0 ? arguments[0] : null))
                        .count();
            case "append" -> append(list, arguments);
            default -> throw missing("lists", method);
        };
    }

    /** Lists of a template are its own: arguments were copied into them. */
    @SuppressWarnings("unchecked")
    private static @Nullable Object append(List<?> list, @Nullable Object[] arguments) {
        for (Object argument : arguments) {
            ((List<@Nullable Object>) list).add(argument);
        }
        return null;
    }

    private static String title(String text) {
        var result = new StringBuilder(text.length());
        boolean inside = false;
        for (char c : text.toCharArray()) {
            result.append(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inside = Character.isLetter(c);
        }
        return result.toString();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String strip(String text, @Nullable Object[] arguments, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && strippable(text.charAt(start), arguments)) {
            start++;
        }
        while (right && end > start && strippable(text.charAt(end - 1), arguments)) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean strippable(char c, @Nullable Object[] arguments) {
        return arguments.length > 0 && arguments[0] instanceof String set
                ? set.indexOf(c) >= 0
                : Character.isWhitespace(c);
    }

    private static long count(String text, String part) {
        return part.isEmpty()
                ? text.length() + 1L
                : (text.length() - text.replace(part, "").length()) / part.length();
    }

    private static String replace(String text, String part, String other) {
        limit(text.length() + count(text, part) * (other.length() - part.length()));
        return text.replace(part, other);
    }

    private static List<String> split(String text, @Nullable Object[] arguments) {
        if (arguments.length == 0 || arguments[0] == null) {
            return Arrays.stream(text.strip().split("\\s+"))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        var separator = string("split", arguments, 0);
        if (separator.isEmpty()) {
            throw new ELException("empty separator");
        }
        int limit = arguments.length > 1 && arguments[1] instanceof Number most ? most.intValue() : Integer.MAX_VALUE;
        var parts = new ArrayList<String>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0 && parts.size() < limit; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String join(String separator, @Nullable Object[] arguments) {
        if (arguments.length == 1 && arguments[0] instanceof List<?> items) {
            var joined = new StringBuilder();
            for (int i = 0; i < items.size(); i++) {
                var item = (i == 0 ? "" : separator) + PythonText.of(items.get(i));
                limit((long) joined.length() + item.length());
                joined.append(item);
            }
            return joined.toString();
        }
        throw new ELException("join expects a list");
    }

    private static String string(String method, @Nullable Object[] arguments, int index) {
        if (index < arguments.length && arguments[index] instanceof String text) {
            return text;
        }
        throw new ELException("%s expects text as argument %d".formatted(method, index + 1));
    }

    private static void limit(long length) {
        if (length > MAX_TEXT) {
            throw new ELException("the text is longer than %d characters".formatted(MAX_TEXT));
        }
    }

    private static ELException missing(String what, String method) {
        return new ELException(
                "%s have no method '%s' in templates; is there a filter for it?".formatted(what, method));
    }
}
