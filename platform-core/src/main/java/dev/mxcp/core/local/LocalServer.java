package dev.mxcp.core.local;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.spi.PlatformException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the command line of the same user while this process holds the project. One connection, one request. */
public final class LocalServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

    private final LocalSocket socket;
    private final ProjectOperations operations;
    private final ServerSocketChannel channel;

    private LocalServer(LocalSocket socket, ProjectOperations operations, ServerSocketChannel channel) {
        this.socket = socket;
        this.operations = operations;
        this.channel = channel;
    }

    /** @throws IOException when another server has the socket, or none can be made there */
    public static LocalServer start(LocalSocket socket, ProjectOperations operations) throws IOException {
        socket.prepareDirectory();
        if (Files.exists(socket.file())) {
            removeIfStale(socket);
        }
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(socket.address());
            Files.setPosixFilePermissions(socket.file(), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        var server = new LocalServer(socket, operations, channel);
        Thread.ofVirtual().name("local-socket").start(server::accept);
        return server;
    }

    private static void removeIfStale(LocalSocket socket) throws IOException {
        if (LocalClient.connect(socket).isPresent()) {
            throw new IOException("another server of this project and profile has " + socket.file());
        }
        Files.delete(socket.file());
    }

    private void accept() {
        while (channel.isOpen()) {
            try {
                var connection = channel.accept();
                Thread.ofVirtual().name("local-request").start(() -> answer(connection));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("a connection to the local socket failed");
            }
        }
    }

    private void answer(SocketChannel connection) {
        try (connection) {
            var in = new BufferedInputStream(Channels.newInputStream(connection));
            var request = Frames.readRequest(in);
            var cancellation = new CallCancellation();
            Thread.ofVirtual().name("local-watch").start(() -> cancelAtEnd(in, cancellation));
            var reply = perform(request, cancellation);
            Frames.write(Channels.newOutputStream(connection), reply);
        } catch (IOException | PlatformException e) {
            LOG.atDebug().setCause(e).log("a local request was given up");
        }
    }

    private Reply perform(Request request, CallCancellation cancellation) {
        try {
            return operations.perform(request, cancellation);
        } catch (PlatformException e) {
            return new Reply.Failure(e.userMessage());
        } catch (RuntimeException defect) {
            LOG.atError().setCause(defect).log("a local request broke");
            return new Reply.Failure("internal error in the server; its log says more");
        }
    }

    /** Nothing more is expected, so the end of the stream means that the command line went away. */
    private static void cancelAtEnd(InputStream in, CallCancellation cancellation) {
        try {
            if (in.read() < 0) {
                cancellation.cancel();
            }
        } catch (IOException _) {
            cancellation.cancel();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(socket.file());
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the local socket was not removed");
        }
    }
}
