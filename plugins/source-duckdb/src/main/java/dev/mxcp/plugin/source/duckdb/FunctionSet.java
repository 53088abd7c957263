package dev.mxcp.plugin.source.duckdb;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions of plugins that the statements of one source know.
 *
 * @param names in lower case
 * @param byNativeName what the engine calls, to what computes it
 * @param macros SQL that makes them known to a connection; empty when there are none
 */
record FunctionSet(Set<String> names, Map<String, AddedFunction> byNativeName, String macros) {

    static final FunctionSet NONE = new FunctionSet(Set.of(), Map.of(), "");

    static FunctionSet of(List<NativeFunctions.Registered> functions) {
        var names = new HashSet<String>();
        var byNativeName = new HashMap<String, AddedFunction>();
        var macros = new StringBuilder();
        for (var registered : functions) {
            var function = registered.function();
            if (!names.add(function.name().toLowerCase(Locale.ROOT))) {
                throw AddedFunction.refused(
                        function.name(), "is there twice: two plugins, or two methods, share the name");
            }
            byNativeName.put(registered.nativeName(), function);
            macros.append(function.macro(registered.nativeName(), RunningCalls.CURRENT))
                    .append(";\n");
        }
        return new FunctionSet(Set.copyOf(names), Map.copyOf(byNativeName), macros.toString());
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    @Nullable
    AddedFunction find(String nativeName) {
        return byNativeName.get(nativeName);
    }

    /** The message with the names and parameters that users know. */
    String restore(String message) {
        var result = message;
        for (var entry : byNativeName.entrySet()) {
            var name = entry.getValue().name();
            result = result.replace(entry.getKey() + "(BIGINT, ", name + "(")
                    .replace(entry.getKey() + "(BIGINT)", name + "()")
                    .replace(entry.getKey(), name);
        }
        return result.replace(RunningCalls.CURRENT + ", ", "").replace(RunningCalls.CURRENT, "");
    }
}
