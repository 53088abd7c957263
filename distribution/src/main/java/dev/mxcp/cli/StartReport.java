package dev.mxcp.cli;

import dev.mxcp.core.Platform;
import dev.mxcp.core.json.Json;
import dev.mxcp.core.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why a server does not start: errors by file.
 *
 * @param root the project's folder, absolute
 */
record StartReport(String root, Map<String, List<Problem>> errors) {

    static StartReport of(Platform platform) {
        var errors = new LinkedHashMap<String, List<Problem>>();
        platform.problems().stream()
                .filter(Problem::isError)
                .forEach(problem -> errors.computeIfAbsent(problem.where().file(), file -> new ArrayList<>())
                        .add(problem));
        return new StartReport(platform.project().root().toString(), errors);
    }

    boolean stops(ServeOptions options) {
        return !errors.isEmpty() && !options.ignoreErrors();
    }

    void print(Console console, boolean json) {
        if (json) {
            console.out().println(Json.pretty(asJson()));
        } else {
            printText(console);
        }
    }

    private Map<String, Object> asJson() {
        var report = new LinkedHashMap<String, Object>();
        report.put("status", "error");
        report.put("message", "Found %d endpoint(s) with errors".formatted(errors.size()));
        var failed = new ArrayList<Map<String, String>>();
        errors.forEach((file, problems) -> {
            var entry = new LinkedHashMap<String, String>();
            entry.put("path", root + "/" + file);
            entry.put("error", problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
            failed.add(entry);
        });
        report.put("failed_endpoints", failed);
        return report;
    }

    private void printText(Console console) {
        var err = console.err();
        err.println(console.red(console.heading("❌", "Server startup failed!")));
        err.println("Found %d file(s) with errors:".formatted(errors.size()));
        errors.forEach((file, problems) -> {
            err.println("  " + file);
            problems.forEach(problem -> err.println("    - %s: %s".formatted(problem.where(), problem.text())));
        });
        err.println("Mend them ('mxcp validate' checks again), or start without them: mxcp serve --ignore-errors");
    }
}
