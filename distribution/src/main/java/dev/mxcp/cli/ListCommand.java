package dev.mxcp.cli;

import dev.mxcp.core.local.Request;
import dev.mxcp.core.local.Verdict;
import dev.mxcp.core.problem.Problem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "List the project's tools, resources and prompts.",
        footerHeading = "%nExamples:%n",
        footer = {"  mxcp list", "  mxcp list --json-output --profile prod"})
final class ListCommand extends ProjectCommand {

    private static final List<String> KINDS = List.of("tool", "resource", "prompt");

    @Override
    public Integer call() {
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
