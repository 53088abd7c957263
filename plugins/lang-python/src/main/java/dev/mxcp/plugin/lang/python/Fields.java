package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object that a worker sent, read as what it must be. */
record Fields(Map<?, ?> values) {

    static Fields of(@Nullable Object value) {
        if (value instanceof Map<?, ?> values) {
            return new Fields(values);
        }
        throw new PlatformException(Code.INVALID_INPUT, "a dict is expected here");
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    String text(String key) {
        if (values.get(key) instanceof String text) {
            return text;
        }
        throw new PlatformException(Code.INVALID_INPUT, "'%s' must be text".formatted(key));
    }

    @Nullable
    String optional(String key) {
        return values.get(key) instanceof String text ? text : null;
    }

    long number(String key) {
        if (values.get(key) instanceof Number number) {
            return number.longValue();
        }
        throw new PlatformException(Code.INVALID_INPUT, "'%s' must be a number".formatted(key));
    }

    double decimal(String key) {
        if (values.get(key) instanceof Number number) {
            return number.doubleValue();
        }
        throw new PlatformException(Code.INVALID_INPUT, "'%s' must be a number".formatted(key));
    }

    /** Empty when it is not there. */
    List<?> list(String key) {
        return values.get(key) instanceof List<?> list ? list : List.of();
    }

    Map<String, @Nullable Object> map(String key) {
        if (values.get(key) instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((name, value) -> copy.put(String.valueOf(name), value));
            return copy;
        }
        throw new PlatformException(Code.INVALID_INPUT, "'%s' must be a dict".formatted(key));
    }
}
