package dev.mxcp.core.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** One request over a socket of its own, byte for byte as it is given; the server is asked to close afterwards. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;
    /** The answer to {@code Expect: 100-continue}, which comes before the answer to the request. */
    private static final String GO_ON = "^HTTP/1\\.1 100 [^\r\n]*\r\n\r\n";

    private RawHttp() {}

    /**
     * @param status 0 when the server closed the connection without a word
     * @param text everything that came back, without a word to go on with the request
     */
    record Answer(int status, String text) {
        String body() {
            var end = text.indexOf("\r\n\r\n");
            return end < 0 ? "" : text.substring(end + 4);
        }
    }

    static Answer post(HttpServer server, String headers, byte[] body) {
        var head = "POST " + HttpServer.PATH + " HTTP/1.1\r\n" + headers + "Content-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n";
        return send(server, head.getBytes(StandardCharsets.ISO_8859_1), body);
    }

    /** @throws AssertionError when the server neither answers nor closes */
    static Answer send(HttpServer server, byte[]... parts) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                for (var part : parts) {
                    socket.getOutputStream().write(part);
                }
                socket.getOutputStream().flush();
            } catch (SocketException refusedEarly) {
                // what was answered before is still there to read
            }
            var text = new String(all(socket.getInputStream()), StandardCharsets.ISO_8859_1).replaceFirst(GO_ON, "");
            return new Answer(status(text), text);
        } catch (IOException e) {
            throw new AssertionError("neither an answer nor a close: " + e, e);
        }
    }

    /** Where a client is that the server takes for somebody else. */
    static SocketAddress otherAddress(int number) {
        return new InetSocketAddress("127.0.0." + (2 + number), 0);
    }

    private static byte[] all(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            in.transferTo(bytes);
        } catch (SocketException reset) {
            // closed with bytes of the request unread
        }
        return bytes.toByteArray();
    }

    private static int status(String text) {
        return text.matches("(?s)HTTP/1\\.1 [0-9]{3}.*") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }
}
