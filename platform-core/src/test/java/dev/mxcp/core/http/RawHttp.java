package dev.mxcp.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

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
        return request(server, "POST " + HttpServer.PATH, headers, body, _ -> false);
    }

    /**
     * @param line method and address
     * @param enough what came back until then; the rest is not waited for
     */
    static Answer request(HttpServer server, String line, String headers, byte[] body, Predicate<CharSequence> enough) {
        var head =
                line + " HTTP/1.1\r\n" + headers + "Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
        return send(server, enough, head.getBytes(StandardCharsets.ISO_8859_1), body);
    }

    /** @throws AssertionError when the server neither answers nor closes */
    static Answer send(HttpServer server, byte[]... parts) {
        return send(server, _ -> false, parts);
    }

    private static Answer send(HttpServer server, Predicate<CharSequence> enough, byte[]... parts) {
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
            var text = read(socket.getInputStream(), enough).replaceFirst(GO_ON, "");
            return new Answer(status(text), text);
        } catch (IOException e) {
            throw new AssertionError("neither an answer nor a close: " + e, e);
        }
    }

    /** Where a client is that the server takes for somebody else. */
    static SocketAddress otherAddress(int number) {
        return new InetSocketAddress("127.0.0." + (2 + number), 0);
    }

    private static String read(InputStream in, Predicate<CharSequence> enough) throws IOException {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        try {
            int count;
            do {
                count = in.read(buffer);
                text.append(new String(buffer, 0, Math.max(0, count), StandardCharsets.ISO_8859_1));
            } while (count >= 0 && !enough.test(text));
        } catch (SocketException reset) {
            // closed with bytes of the request unread
        }
        return text.toString();
    }

    private static int status(String text) {
        return text.matches("(?s)HTTP/1\\.1 [0-9]{3}.*") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }
}
