package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Lanes for statements, and for statements that others wait for. Whoever holds a lane and needs another gets it from the
 * next level, so that no level ever waits for itself. Levels are opened when they are first needed.
 */
final class LaneLevels implements AutoCloseable {

    private static final int DEEPEST = 7;
    private static final ScopedValue<Integer> LEVEL = ScopedValue.newInstance();

    private final IntFunction<Level> opening;
    private final ReentrantLock growing = new ReentrantLock();
    private final List<Level> levels = new CopyOnWriteArrayList<>();

    /** By request, the level of every lane that its call holds while its own code runs. */
    private final ConcurrentHashMap<String, List<Integer>> held = new ConcurrentHashMap<>();

    private boolean shut;

    /** @param writer where statements that change something run one after another */
    record Level(Lanes readers, Lanes writer) {}

    LaneLevels(IntFunction<Level> opening) {
        this.opening = opening;
        this.levels.add(opening.apply(0));
    }

    /** Does what a function asks for whose statement runs on the given level. */
    static <T> T above(int level, Supplier<T> work) {
        return ScopedValue.where(LEVEL, next(level)).call(work::get);
    }

    private static int next(int level) {
        if (level >= DEEPEST) {
            throw new PlatformException(
                    Code.LIMIT_EXCEEDED,
                    "statements and functions call each other more than " + DEEPEST + " levels deep");
        }
        return level + 1;
    }

    /** The level that the call's next statement runs on. */
    int level(CallContext call) {
        var level = LEVEL.isBound() ? LEVEL.get() : 0;
        if (held.isEmpty()) {
            return level;
        }
        var own = held.getOrDefault(call.requestId(), List.of());
        return own.isEmpty() ? level : Math.max(level, next(Collections.max(own)));
    }

    void hold(CallContext call, int level) {
        held.merge(call.requestId(), List.of(level), LaneLevels::joined);
    }

    void letGo(CallContext call, int level) {
        held.computeIfPresent(call.requestId(), (request, own) -> own.size() == 1 ? null : without(own, level));
    }

    private static List<Integer> joined(List<Integer> some, List<Integer> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static List<Integer> without(List<Integer> all, int level) {
        var rest = new ArrayList<>(all);
        rest.remove(Integer.valueOf(level));
        return List.copyOf(rest);
    }

    Lanes readers(int level) {
        return at(level).readers();
    }

    Lanes writer(int level) {
        return at(level).writer();
    }

    private Level at(int level) {
        if (level < levels.size()) {
            return levels.get(level);
        }
        growing.lock();
        try {
            while (levels.size() <= level) {
                var next = opening.apply(levels.size());
                levels.add(next);
                if (shut) {
                    shutdown(next);
                }
            }
            return levels.get(level);
        } finally {
            growing.unlock();
        }
    }

    /** Takes no more work. */
    void shutdown() {
        growing.lock();
        try {
            shut = true;
            levels.forEach(LaneLevels::shutdown);
        } finally {
            growing.unlock();
        }
    }

    private static void shutdown(Level level) {
        level.readers().shutdown();
        level.writer().shutdown();
    }

    List<Lanes> all() {
        return levels.stream()
                .flatMap(level -> List.of(level.readers(), level.writer()).stream())
                .toList();
    }

    @Override
    public void close() {
        all().forEach(Lanes::close);
    }
}
