package dev.mxcp.cli;

/** Starts the command line. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(CommandTree.execute(Console.ofProcess(), new OpenProjects(), args));
    }
}
