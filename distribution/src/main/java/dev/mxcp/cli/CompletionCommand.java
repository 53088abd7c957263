package dev.mxcp.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "Write the script that completes mxcp's commands and options in a shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(mxcp completion bash)                  in ~/.bashrc",
            "  source <(mxcp completion zsh)                   in ~/.zshrc, after compinit",
            "  mxcp completion fish > ~/.config/fish/completions/mxcp.fish"
        })
final class CompletionCommand extends ConsoleCommand {

    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            defaultValue = "bash",
            description = "bash (default), zsh or fish")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        var root = CommandTree.of(console(), projects(), null);
        console()
                .out()
                .print(
                        switch (shell) {
                            case BASH -> AutoComplete.bash("mxcp", root);
                            case ZSH -> "autoload -Uz bashcompinit && bashcompinit\n" + AutoComplete.bash("mxcp", root);
                            case FISH -> FishCompletion.of(root);
                        });
        console().out().flush();
        return ExitCode.OK;
    }
}
