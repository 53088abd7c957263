package dev.mxcp.plugin.lang.python.process;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One process, and the socket to it. The kernel ends it, with all it has started, when this process is gone: its
 * standard input is a pipe that nobody but this process holds the other end of.
 */
public final class WorkerProcess implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 24;
    private static final Pattern OWN_MEMORY = Pattern.compile("(?m)^RssAnon:\\s*(\\d+) kB");
    /** With what it shares with others: not every kernel tells its own apart. */
    private static final Pattern ALL_MEMORY = Pattern.compile("(?m)^VmRSS:\\s*(\\d+) kB");

    private final Process process;
    private final SocketChannel channel;
    private final String token;
    private final OutputLog output;
    private final CompletableFuture<Void> gone;

    private WorkerProcess(
            Process process, SocketChannel channel, String token, OutputLog output, CompletableFuture<Void> gone) {
        this.process = process;
        this.gone = gone;
        this.channel = channel;
        this.token = token;
        this.output = output;
    }

    /**
     * Starts a process and waits until it connects.
     *
     * @param name for log lines
     * @throws PlatformException when it ends before, or takes too long
     */
    public static WorkerProcess start(Launch launch, String name, Duration patience) {
        var socket = launch.newSocket();
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            own(socket, launch.user());
            return start(launch, socket, server, name, patience);
        } catch (IOException e) {
            throw new PlatformException(
                    Code.UNAVAILABLE, "no socket for a Python worker (%s)".formatted(e.getMessage()), e);
        }
    }

    private static WorkerProcess start(
            Launch launch, Path socket, ServerSocketChannel server, String name, Duration patience) throws IOException {
        var process = launch.start(socket);
        // Once, and as soon as it is reaped: later its number may be another's.
        var gone = process.onExit()
                .thenAcceptAsync(
                        ended -> new Leftovers(ended.pid(), Launch.mark(socket)).end(), Thread::startVirtualThread);
        var output = new OutputLog(name);
        output.followOutput(process.getInputStream());
        var errors = output.followErrors(process.getErrorStream());
        var token = newToken();
        // What closes the server's socket ends accept().
        var timer = Thread.ofVirtual().start(() -> closeAtEnd(server, process, patience));
        try {
            process.getOutputStream().write((token + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            return new WorkerProcess(process, server.accept(), token, output, gone);
        } catch (IOException e) {
            var alive = process.isAlive();
            end(process);
            join(errors);
            throw new PlatformException(
                    Code.UNAVAILABLE,
                    alive
                            ? "the Python worker did not connect within %d s".formatted(patience.toSeconds())
                            : "the Python worker ended at its start: " + String.join(" | ", output.lastErrors()),
                    e);
        } finally {
            timer.interrupt();
            Files.deleteIfExists(socket);
        }
    }

    private static void own(Path socket, @Nullable String user) throws IOException {
        if (user != null) {
            var owner = socket.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            Files.setOwner(socket, owner);
        }
    }

    private static String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void closeAtEnd(ServerSocketChannel server, Process process, Duration patience) {
        try {
            process.waitFor(patience);
            closed(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closed(ServerSocketChannel server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket that waits can be closed", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public SocketChannel channel() {
        return channel;
    }

    public OutputLog output() {
        return output;
    }

    /** What the process has to say first, to prove that it is the one that was started. */
    public String token() {
        return token;
    }

    public long pid() {
        return process.pid();
    }

    /** Memory of its own, as far as it is in use; 0 when unknown. */
    public long memory() {
        try {
            var status = Files.readString(Path.of("/proc/%d/status".formatted(process.pid())));
            return Stream.of(OWN_MEMORY, ALL_MEMORY)
                    .map(pattern -> pattern.matcher(status))
                    .filter(Matcher::find)
                    .findFirst()
                    .map(found -> Long.parseLong(found.group(1)) * 1_024)
                    .orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Waits for the end, and says how it came: {@code exit code 1}, {@code signal 9}. */
    public String awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return "it closed its socket";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "it closed its socket";
        }
        var status = process.exitValue();
        return status > 128 ? "signal %d".formatted(status - 128) : "exit code %d".formatted(status);
    }

    /** Waits until it has ended, together with the processes that it started. */
    public void awaitGone(Duration patience) {
        gone.copy()
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Ends it at once, together with the processes that it started. */
    @Override
    public void close() {
        closeChannel();
        end(process);
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket can be closed", e);
        }
    }

    /** The end of the pipe ends the whole group, where the kernel can do that; the signal ends at least the worker. */
    private static void end(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
            process.destroyForcibly();
        }
        process.destroyForcibly();
    }
}
