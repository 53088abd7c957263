package dev.mxcp.core.local;

import dev.mxcp.core.Draft;
import dev.mxcp.core.mcp.ContextCost;
import dev.mxcp.core.project.Settings.Toolset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the tools of a project cost the context of a model, as JSON-like plain Java. */
final class TokenReport {

    private TokenReport() {}

    static Map<String, Object> of(Draft draft) {
        var all = ContextCost.of(draft.generation());
        var report = new LinkedHashMap<String, Object>();
        report.put("estimator", ContextCost.ESTIMATOR);
        report.put("total", all.total());
        report.put(
                "tools",
                all.tools().stream()
                        .map(tool -> entry("name", tool.name(), "tokens", tool.tokens()))
                        .toList());
        report.put("toolsets", toolsets(draft));
        return report;
    }

    private static List<Map<String, Object>> toolsets(Draft draft) {
        return draft.project().settings().toolsets().stream()
                .map(Toolset::name)
                .flatMap(name -> draft.generation().toolset(name).stream().map(view -> {
                    var cost = ContextCost.of(view);
                    return entry("name", name, "tools", cost.tools().size(), "total", cost.total());
                }))
                .toList();
    }

    private static Map<String, Object> entry(Object... keysAndValues) {
        var entry = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entry.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
        }
        return entry;
    }
}
