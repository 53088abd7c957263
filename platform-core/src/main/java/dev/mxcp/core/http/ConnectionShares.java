package dev.mxcp.core.http;

import dev.mxcp.core.pipeline.PartyBudget;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;

/**
 * Gives one address half of the connections at most, so that it cannot lock the others out by opening more and more. What
 * goes on in a connection is another selector's business.
 */
final class ConnectionShares implements ServerConnectionSelector {

    private final ServerConnectionSelector protocol;
    private final PartyBudget connections;

    ConnectionShares(ServerConnectionSelector protocol, int maxConnections) {
        this.protocol = protocol;
        this.connections = new PartyBudget(maxConnections);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return protocol.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return protocol.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return protocol.supportedApplicationProtocols();
    }

    /** @throws CloseConnectionException when the address has its share */
    @Override
    public ServerConnection connection(ConnectionContext context) {
        var connection = protocol.connection(context);
        var address = PeerAddress.of(context.remotePeer());
        if (!connections.take(address, 1)) {
            throw new CloseConnectionException("this address has as many connections as it may");
        }
        return new Counted(connection, connections, address);
    }

    private record Counted(ServerConnection connection, PartyBudget connections, String address)
            implements ServerConnection, InterruptableTask<Void> {

        @Override
        public void handle(Limit limit) throws InterruptedException {
            try {
                connection.handle(limit);
            } finally {
                connections.give(address, 1);
            }
        }

        @Override
        public Duration idleTime() {
            return connection.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt);
        }

        @Override
        public boolean canInterrupt() {
            return connection instanceof InterruptableTask<?> task && task.canInterrupt();
        }
    }
}
