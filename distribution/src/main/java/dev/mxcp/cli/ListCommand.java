package dev.mxcp.cli;

import dev.mxcp.core.local.Request;
import dev.mxcp.core.local.Verdict;
import dev.mxcp.core.problem.Problem;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "List the project's tools, resources and prompts.",
        footerHeading = "%nExamples:%n",
        footer = {"  mxcp list", "  mxcp list --json-output --profile prod", "  mxcp list --tokens"})
final class ListCommand extends ProjectCommand {

    private static final List<String> KINDS = List.of("tool", "resource", "prompt");

    @Option(
            names = "--tokens",
            description =
                    "Estimate how many tokens the tools take of a model's context: each, together, and by toolset."
                            + " Opens no database.")
    private boolean tokens;

    @Override
    public Integer call() {
        if (tokens) {
            return printTokens();
        }
        var validation = validation(new Request.Listing());
        if (isJson()) {
            var result = new LinkedHashMap<String, Object>();
            var failed = validation.verdicts().stream()
                    .anyMatch(verdict -> !verdict.errors().isEmpty());
            result.put("status", failed ? "error" : "ok");
            result.put(
                    "endpoints",
                    validation.verdicts().stream()
                            .map(verdict -> entry(verdict, validation.root()))
                            .toList());
            printResult(result);
        } else {
            print(validation.verdicts());
        }
        return ExitCode.OK;
    }

    private int printTokens() {
        var report =
                (Map<?, ?>) Objects.requireNonNull(value(new Request.Tokens()).value());
        if (isJson()) {
            printResult(report);
            return ExitCode.OK;
        }
        var out = console().out();
        lines((List<?>) Objects.requireNonNull(report.get("tools")), "Tool", "tokens")
                .forEach(out::println);
        out.println("Total: %s tokens, estimated as %s".formatted(report.get("total"), report.get("estimator")));
        var toolsets = (List<?>) Objects.requireNonNull(report.get("toolsets"));
        if (!toolsets.isEmpty()) {
            out.println();
            lines(toolsets, "Toolset", "total").forEach(out::println);
        }
        return ExitCode.OK;
    }

    private List<String> lines(List<?> entries, String what, String figure) {
        var table = new Table(List.of(what, "Tokens"));
        for (var entry : entries) {
            var fields = (Map<?, ?>) entry;
            table.add(Arrays.asList(fields.get("name"), fields.get(figure)));
        }
        return table.lines(console().width());
    }

    private static Map<String, Object> entry(Verdict verdict, String root) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("path", root + "/" + verdict.file());
        entry.put("kind", verdict.kind());
        entry.put("name", verdict.name());
        entry.put("error", messages(verdict));
        return entry;
    }

    private static String messages(Verdict verdict) {
        return verdict.errors().stream().map(Problem::text).collect(Collectors.joining("\n"));
    }

    private void print(List<Verdict> verdicts) {
        var out = console().out();
        if (verdicts.isEmpty()) {
            out.println(console().heading("ℹ️ ", "No endpoints found"));
            return;
        }
        var failed =
                verdicts.stream().filter(verdict -> !verdict.errors().isEmpty()).toList();
        if (!failed.isEmpty()) {
            out.println(console().red(console().heading("❌", "Failed (%d):".formatted(failed.size()))));
            failed.forEach(verdict -> {
                out.println("  %s (%s)".formatted(verdict.name(), verdict.file()));
                verdict.errors().forEach(problem -> out.println("    " + problem.text()));
            });
        }
        for (String kind : KINDS) {
            var sound = verdicts.stream()
                    .filter(verdict ->
                            verdict.kind().equals(kind) && verdict.errors().isEmpty())
                    .sorted(Comparator.comparing(Verdict::name))
                    .toList();
            if (!sound.isEmpty()) {
                out.println(console()
                        .bold("%s%ss (%d):"
                                .formatted(
                                        kind.substring(0, 1).toUpperCase(Locale.ROOT),
                                        kind.substring(1),
                                        sound.size())));
                sound.forEach(verdict -> out.println(
                        "  %s %s".formatted(verdict.name(), console().faint("(" + verdict.file() + ")"))));
            }
        }
    }
}
