package dev.mxcp.core.local;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the server that holds a project. */
public final class LocalClient implements ProjectOperations {

    private static final Logger LOG = LoggerFactory.getLogger(LocalClient.class);

    private final LocalSocket socket;

    private LocalClient(LocalSocket socket) {
        this.socket = socket;
    }

    /** Finds the running server of this user; empty when there is none. */
    public static Optional<LocalClient> connect(LocalSocket socket) {
        if (!Files.exists(socket.file())) {
            return Optional.empty();
        }
        try {
            socket.checkDirectory();
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("the socket of a server is left alone");
            return Optional.empty();
        }
        try (var _ = SocketChannel.open(socket.address())) {
            return Optional.of(new LocalClient(socket));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public Reply perform(Request request, CallCancellation cancellation) {
        try (var connection = SocketChannel.open(socket.address());
                var _ = cancellation.onCancel(() -> closeQuietly(connection))) {
            Frames.write(Channels.newOutputStream(connection), request);
            return Frames.readReply(new BufferedInputStream(Channels.newInputStream(connection)));
        } catch (IOException e) {
            throw new PlatformException(
                    Code.UNAVAILABLE,
                    "the server of this project stopped answering on %s: %s".formatted(socket.file(), e.getMessage()),
                    e);
        }
    }

    private static void closeQuietly(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException _) {
            // closing is all that was wanted
        }
    }
}
