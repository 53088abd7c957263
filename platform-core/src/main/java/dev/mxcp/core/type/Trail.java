package dev.mxcp.core.type;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Where a conversion or check is in a value, and what it found wrong so far. One per value; used by one thread. */
abstract class Trail {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_PROBLEMS = 25;

    private final Deque<Object> steps = new ArrayDeque<>();
    private final List<String> messages = new ArrayList<>();
    private int count;

    /** Goes into a property (by name) or an item (by index). False, with a problem, when that is too deep. */
    final boolean enter(Object step) {
        if (steps.size() >= MAX_DEPTH) {
            problem("Nested deeper than " + MAX_DEPTH + " levels");
            return false;
        }
        steps.addLast(step);
        return true;
    }

    final void leave() {
        steps.removeLast();
    }

    final void problem(String message) {
        add(steps.isEmpty() ? message : located(steps, message));
    }

    abstract void notAmong(Enumeration allowed);

    abstract String located(Iterable<Object> steps, String message);

    final Iterable<Object> steps() {
        return steps;
    }

    final void add(String message) {
        count++;
        if (count <= MAX_PROBLEMS) {
            messages.add(message);
        }
    }

    final int count() {
        return count;
    }

    final List<String> messages() {
        if (count > MAX_PROBLEMS) {
            var all = new ArrayList<>(messages);
            all.add("... and %d more problems".formatted(count - MAX_PROBLEMS));
            return List.copyOf(all);
        }
        return List.copyOf(messages);
    }
}
