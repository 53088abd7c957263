package dev.mxcp.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which picocli's generator does not know. */
final class FishCompletion {

    private FishCompletion() {}

    static String of(CommandLine root) {
        var lines = new ArrayList<String>();
        lines.add("complete -c mxcp -f");
        root.getSubcommands().forEach((name, command) -> {
            var description = command.getCommandSpec().usageMessage().description();
            lines.add("complete -c mxcp -n __fish_use_subcommand -a %s -d %s"
                    .formatted(name, quoted(description.length == 0 ? "" : description[0])));
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> lines.add(line(name, option)));
        });
        return String.join("\n", lines) + "\n";
    }

    private static String line(String command, OptionSpec option) {
        var words = new ArrayList<>(List.of("complete -c mxcp -n '__fish_seen_subcommand_from %s'".formatted(command)));
        Arrays.stream(option.names())
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .forEach(words::add);
        if (option.arity().max() > 0) {
            words.add("-r");
        }
        words.add("-d " + quoted(option.description().length == 0 ? "" : option.description()[0]));
        return String.join(" ", words);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
