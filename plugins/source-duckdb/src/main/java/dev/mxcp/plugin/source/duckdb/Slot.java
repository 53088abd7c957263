package dev.mxcp.plugin.source.duckdb;

import java.util.List;

/** Where the value of a positional parameter comes from. */
sealed interface Slot {

    /** As the author wrote it. */
    String display();

    /** @param path fields of the argument, outermost first; empty for the whole argument */
    record Argument(String name, List<String> path) implements Slot {
        @Override
        public String display() {
            return "$" + name + (path.isEmpty() ? "" : "." + String.join(".", path));
        }
    }

    record User(UserFunction function) implements Slot {
        @Override
        public String display() {
            return function.sqlName() + "()";
        }
    }
}
