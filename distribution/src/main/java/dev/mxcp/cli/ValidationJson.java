package dev.mxcp.cli;

import dev.mxcp.core.local.Reply;
import dev.mxcp.core.local.Verdict;
import dev.mxcp.core.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report of {@code validate} for scripts. */
final class ValidationJson {

    private ValidationJson() {}

    static boolean isSound(Reply.Validation report) {
        return !report.verdicts().isEmpty()
                && report.verdicts().stream()
                        .allMatch(verdict -> verdict.errors().isEmpty())
                && report.others().stream().noneMatch(Problem::isError);
    }

    static Map<String, @Nullable Object> all(Reply.Validation report) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("status", isSound(report) ? "ok" : "error");
        result.put(
                "validated",
                report.verdicts().stream().map(verdict -> one(verdict, report)).toList());
        if (report.verdicts().isEmpty()) {
            result.put("message", "No endpoints found");
        } else if (report.others().stream().anyMatch(Problem::isError)) {
            result.put("message", messages(report.others()));
        }
        var problems = new ArrayList<Problem>(report.others());
        report.verdicts().forEach(verdict -> problems.addAll(verdict.problems()));
        if (!problems.isEmpty()) {
            result.put(
                    "problems", problems.stream().map(ValidationJson::problem).toList());
        }
        return result;
    }

    /** Files that do not load are named by their absolute path, as scripts written for the format expect. */
    static Map<String, @Nullable Object> one(Verdict verdict, Reply.Validation report) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("status", verdict.errors().isEmpty() ? "ok" : "error");
        result.put("path", verdict.loaded() ? verdict.file() : report.root() + "/" + verdict.file());
        if (!verdict.errors().isEmpty()) {
            result.put("message", messages(verdict.errors()));
        }
        return result;
    }

    private static String messages(List<Problem> problems) {
        return problems.stream().filter(Problem::isError).map(Problem::text).collect(Collectors.joining("\n"));
    }

    private static Map<String, @Nullable Object> problem(Problem problem) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        result.put("path", problem.where().file());
        if (problem.where().line() > 0) {
            result.put("line", problem.where().line());
        }
        if (problem.where().column() > 0) {
            result.put("column", problem.where().column());
        }
        result.put("message", problem.message());
        if (!problem.remedy().isEmpty()) {
            result.put("remedy", problem.remedy());
        }
        return result;
    }
}
