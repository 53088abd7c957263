package dev.mxcp.core.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/**
 * Watches clients between the first line of a request and the end of its headers, where the library has no patience of its
 * own, and remembers where the body comes from.
 */
record HeaderReads(ClientWaits waits) implements Http1ConnectionListener {

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        waits.begin();
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        waits.end();
        ChunkSizes.begin(connection.dataReader());
    }
}
