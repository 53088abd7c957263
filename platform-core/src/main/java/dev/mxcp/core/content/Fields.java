package dev.mxcp.core.content;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that an implementation answered, read as what it must be. What is null counts as absent, and bytes as their
 * base64. Nothing that is told of it holds a value.
 *
 * @param place what the object is, for what is said when it is not as it must be
 */
record Fields(String place, Map<String, Object> values) {

    static Fields of(String place, Map<?, ?> written) {
        return new Fields(place, object(written));
    }

    private static Map<String, Object> object(Map<?, ?> written) {
        var values = new LinkedHashMap<String, Object>();
        written.forEach((key, value) -> {
            if (value != null) {
                values.put(String.valueOf(key), plain(value));
            }
        });
        return values;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Map<?, ?> map -> object(map);
            case List<?> list -> items(list);
            default -> value;
        };
    }

    private static List<@Nullable Object> items(List<?> list) {
        var items = new ArrayList<@Nullable Object>(list.size());
        for (Object item : list) {
            items.add(item == null ? null : plain(item));
        }
        return items;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        if (values.get(key) instanceof String text) {
            return text;
        }
        throw wrong(has(key) ? "'%s' must be a text".formatted(key) : "it lacks '%s'".formatted(key));
    }

    @Nullable
    String optional(String key) {
        return has(key) ? text(key) : null;
    }

    String base64(String key) {
        var text = text(key);
        try {
            Base64.getDecoder().decode(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw wrong("'%s' must be bytes, or their base64".formatted(key));
        }
    }

    Number number(String key) {
        if (values.get(key) instanceof Number number) {
            return number;
        }
        throw wrong("'%s' must be a number".formatted(key));
    }

    Fields object(String key) {
        if (values.get(key) instanceof Map<?, ?> map) {
            return of(place, map);
        }
        throw wrong(has(key) ? "'%s' must be an object".formatted(key) : "it lacks '%s'".formatted(key));
    }

    /** Empty when it is not there; what is no list counts as a list of one. */
    List<?> list(String key) {
        var value = values.get(key);
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }

    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (Object item : list(key)) {
            if (!(item instanceof String text)) {
                throw wrong("'%s' must be a list of texts".formatted(key));
            }
            texts.add(text);
        }
        return texts;
    }

    PlatformException wrong(String what) {
        return new PlatformException(Code.FAILED, place + " is not valid: " + what);
    }
}
