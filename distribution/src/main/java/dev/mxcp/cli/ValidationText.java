package dev.mxcp.cli;

import dev.mxcp.core.local.Reply;
import dev.mxcp.core.local.Verdict;
import dev.mxcp.core.problem.Problem;
import java.util.List;

/** The report of {@code validate} for people: problems by file, then the totals. */
record ValidationText(Console console) {

    void print(Reply.Validation report) {
        printProblems(report.others());
        report.verdicts().stream()
                .filter(verdict -> !verdict.problems().isEmpty())
                .forEach(verdict -> {
                    if (!verdict.errors().isEmpty()) {
                        console.out().println(console.red("Validation failed for %s:".formatted(label(verdict))));
                    } else {
                        console.out().println(console.yellow("Warnings for %s:".formatted(label(verdict))));
                    }
                    printProblems(verdict.problems());
                });
        printTotals(report);
    }

    private static String label(Verdict verdict) {
        return verdict.kind().equals("unknown") ? verdict.file() : "%s '%s'".formatted(verdict.kind(), verdict.name());
    }

    private void printProblems(List<Problem> problems) {
        problems.forEach(problem -> {
            var severity = problem.isError() ? "" : console.yellow("warning: ");
            console.out().println("  - %s: %s%s".formatted(problem.where(), severity, problem.text()));
        });
    }

    private void printTotals(Reply.Validation report) {
        if (report.verdicts().isEmpty()) {
            console.out().println("No endpoints found");
            return;
        }
        for (String kind : List.of("tool", "resource", "prompt")) {
            var count = report.verdicts().stream()
                    .filter(verdict ->
                            verdict.kind().equals(kind) && verdict.errors().isEmpty())
                    .count();
            if (count > 0) {
                var text = "Validated %d %s%s".formatted(count, kind, count == 1 ? "" : "s");
                console.out().println(console.green(console.heading("✅", text)));
            }
        }
        var failed = report.verdicts().stream()
                .filter(verdict -> !verdict.errors().isEmpty())
                .count();
        if (failed > 0) {
            var text = "%d of %d endpoint files failed"
                    .formatted(failed, report.verdicts().size());
            console.out().println(console.red(console.heading("❌", text)));
        }
    }
}
