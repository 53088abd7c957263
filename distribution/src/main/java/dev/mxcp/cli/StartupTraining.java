package dev.mxcp.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Runs typical commands one after another in one process, while the JVM records for the start-up cache what they load.
 * {@code bin/mxcp-cache} starts it, in the directory of an example project.
 */
public final class StartupTraining {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final byte[] session;
    private final PrintWriter log = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    private StartupTraining(byte[] session) {
        this.session = session;
    }

    /** @param args the directory with the commands and the protocol session to play, as {@code bin/mxcp-cache} gives it */
    public static void main(String[] args) throws IOException, InterruptedException {
        var directory = Path.of(args[0]);
        var training = new StartupTraining(Files.readAllBytes(directory.resolve("session.jsonl")));
        for (var command : Files.readAllLines(directory.resolve("commands"))) {
            training.run(command);
        }
        System.exit(0);
    }

    /** A command that fails or does not end only makes a poorer cache. */
    private void run(String command) throws InterruptedException {
        log.println("$ mxcp " + command);
        var thread = Thread.ofPlatform().daemon().start(() -> {
            var code = CommandTree.execute(console(), new OpenProjects(), command.split(" "));
            log.println("exit " + code);
        });
        if (!thread.join(PATIENCE)) {
            log.println("did not end within " + PATIENCE);
        }
    }

    /** Input is the session; nothing of the user's environment takes part. */
    private Console console() {
        var here = Path.of("").toAbsolutePath();
        return new Console(
                log, log, new ByteArrayInputStream(session), here, Map.of("HOME", here.toString()), () -> false);
    }
}
