package dev.mxcp.plugin.lang.jinja;

import com.hubspot.jinjava.interpret.InterpretException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's {@code range}; jinjava's own cuts long ranges off without a word. */
public final class Ranges {

    private static final int MAX_ITEMS = 10_000;

    private Ranges() {}

    /** {@code range(stop)}, {@code range(start, stop)} or {@code range(start, stop, step)}. */
    public static List<Long> range(@Nullable Object first, @Nullable Object... more) {
        long start = more.length == 0 ? 0 : number(first);
        long stop = number(more.length == 0 ? first : more[0]);
        long step = more.length > 1 ? number(more[1]) : 1;
        if (step == 0) {
            throw new InterpretException("the step of range must not be 0");
        }
        var items = new ArrayList<Long>();
        for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
            if (items.size() == MAX_ITEMS) {
                throw new InterpretException("range has more than %d items".formatted(MAX_ITEMS));
            }
            items.add(i);
        }
        return items;
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new InterpretException("range expects whole numbers");
    }
}
