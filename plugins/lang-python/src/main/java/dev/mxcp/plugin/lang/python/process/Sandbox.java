package dev.mxcp.plugin.lang.python.process;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How workers are confined; the site file's {@code python.sandbox}.
 *
 * @param network false takes the network away
 * @param user whom workers run as; null for the server's own user
 * @param processes processes and threads of that user; null for the system's limit
 * @param openFiles null for the system's limit
 * @param fileSize such as {@code 100MB}; null for no limit
 */
public record Sandbox(
        Boolean network,
        @Nullable String user,
        @Nullable Integer processes,
        @Nullable Integer openFiles,
        @Nullable String fileSize) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public static final Sandbox NONE = new Sandbox(true, null, null, null, null);

    public Sandbox(
            @Nullable Boolean network,
            @Nullable String user,
            @Nullable Integer processes,
            @Nullable Integer openFiles,
            @Nullable String fileSize) {
        this.network = network == null || network;
        this.user = user;
        this.processes = processes;
        this.openFiles = openFiles;
        this.fileSize = fileSize;
        if (fileSize != null) {
            ByteSize.parse("file_size", fileSize);
        }
    }

    /**
     * What stands before the interpreter's command line. Each part starts the next one in its own place, so that the
     * process stays the same.
     *
     * @throws PlatformException when this machine does not allow it
     */
    List<String> prefix() {
        var prefix = new ArrayList<String>();
        if (!network) {
            prefix.addAll(withoutNetwork());
        }
        if (user != null) {
            prefix.addAll(asUser(user));
        }
        prefix.addAll(limits());
        return prefix;
    }

    private List<String> withoutNetwork() {
        for (var command : List.of(
                List.of("unshare", "--net", "--"), List.of("unshare", "--user", "--map-current-user", "--net", "--"))) {
            if (works(command).isEmpty()) {
                return command;
            }
        }
        throw refusal("sandbox.network: false", works(List.of("unshare", "--net", "--")));
    }

    private static List<String> asUser(String user) {
        var group = output(List.of("id", "-g", user));
        if (!group.succeeded()) {
            throw refusal("sandbox.user: " + user, Optional.of(group.text()));
        }
        var command =
                List.of("setpriv", "--reuid", user, "--regid", group.text(), "--init-groups", "--no-new-privs", "--");
        var failure = works(command);
        if (failure.isPresent()) {
            throw refusal("sandbox.user: " + user, failure);
        }
        return command;
    }

    private List<String> limits() {
        var limits = new ArrayList<String>();
        if (processes != null) {
            limits.add("--nproc=" + processes);
        }
        if (openFiles != null) {
            limits.add("--nofile=" + openFiles);
        }
        if (fileSize != null) {
            limits.add("--fsize=" + ByteSize.parse("file_size", fileSize));
        }
        if (limits.isEmpty()) {
            return List.of();
        }
        limits.addFirst("prlimit");
        limits.add("--");
        var failure = works(limits);
        if (failure.isPresent()) {
            throw refusal("sandbox.processes, open_files or file_size", failure);
        }
        return limits;
    }

    /** What went wrong; empty when a command can be run this way. */
    private static Optional<String> works(List<String> prefix) {
        var command = new ArrayList<>(prefix);
        command.add("true");
        var output = output(command);
        return output.succeeded() ? Optional.empty() : Optional.of(output.text());
    }

    record Output(boolean succeeded, String text) {}

    private static Output output(List<String> command) {
        return output(command, PATIENCE);
    }

    /** Reads what was said when the command has ended, so that one that hangs keeps nobody waiting. */
    static Output output(List<String> command, Duration patience) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(patience)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Output(false, "it takes too long");
            }
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Output(process.exitValue() == 0, text);
        } catch (IOException e) {
            return new Output(false, "the command '%s' is not installed".formatted(command.getFirst()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Output(false, "interrupted");
        }
    }

    private static PlatformException refusal(String setting, Optional<String> failure) {
        return new PlatformException(
                Code.UNAVAILABLE,
                "this machine does not allow python.%s (%s); Python does not run without it: allow it, or remove the setting"
                        .formatted(setting, failure.orElse("no reason given")));
    }
}
