import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls a server at a steady rate from many clients, and says how long answers took, counted from the moment at which
 * each call was due: a server that stalls is charged for the calls that had to wait. A rate of 0 means as fast as it goes.
 *
 * <p>Arguments: {@code session | stateless | bare}, port, clients, calls per second, seconds. Prints one line; exits
 * with 1 when a call failed.
 */
final class SteadyLoad {

    private static final String META = """
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientCapabilities":{}},""";

    private final String kind;
    private final int port;
    private final AtomicLong errors = new AtomicLong();

    private SteadyLoad(String kind, int port) {
        this.kind = kind;
        this.port = port;
    }

    public static void main(String[] args) throws Exception {
        var load = new SteadyLoad(args[0], Integer.parseInt(args[1]));
        var clients = Integer.parseInt(args[2]);
        var rate = Double.parseDouble(args[3]);
        var seconds = Integer.parseInt(args[4]);
        var start = System.nanoTime() + 2_000_000_000L; // until then all are connected
        var end = start + seconds * 1_000_000_000L;
        var samples = new long[clients][];
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                var client = i;
                threads.submit(() -> samples[client] = load.run(client, clients, rate, start, end));
            }
        }
        load.report(samples, clients, rate, seconds);
        System.exit(load.errors.get() == 0 ? 0 : 1);
    }

    private long[] run(int client, int clients, double rate, long start, long end) {
        var samples = new long[1024];
        var count = 0;
        var between = rate == 0 ? 0 : (long) (clients * 1e9 / rate);
        var due = start + between * client / clients;
        try (var connection = new Connection(port)) {
            var request = request(connection, client);
            while (due < end && (rate > 0 || System.nanoTime() < end)) {
                LockSupport.parkNanos(due - System.nanoTime());
                var from = rate == 0 ? System.nanoTime() : due;
                var answer = connection.exchange(request);
                if (answer.status != 200 || !answer.body.contains("canary-" + client + "\"")) {
                    errors.incrementAndGet();
                }
                if (count == samples.length) {
                    samples = Arrays.copyOf(samples, count * 2);
                }
                samples[count++] = System.nanoTime() - from;
                due += between;
            }
        } catch (IOException | RuntimeException e) {
            System.err.println(kind + " client " + client + ": " + e);
            errors.incrementAndGet();
        }
        return Arrays.copyOf(samples, count);
    }

    private byte[] request(Connection connection, int client) throws IOException {
        var call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{%s\"name\":\"echo\","
                + "\"arguments\":{\"text\":\"canary-" + client + "\",\"number\":7}}}";
        return switch (kind) {
            case "bare" -> post("/echo", "", call.formatted(""));
            case "stateless" ->
                post("/mcp", "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: echo\r\n",
                        call.formatted(META));
            case "session" -> {
                var opened = connection.exchange(post("/mcp", "", """
                        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                        "capabilities":{},"clientInfo":{"name":"load","version":"1"}}}"""));
                var headers = "MCP-Protocol-Version: 2025-11-25\r\nMcp-Session-Id: " + opened.session + "\r\n";
                connection.exchange(post("/mcp", headers, """
                        {"jsonrpc":"2.0","method":"notifications/initialized"}"""));
                yield post("/mcp", headers, call.formatted(""));
            }
            default -> throw new IllegalArgumentException("unknown kind " + kind);
        };
    }

    private byte[] post(String path, String headers, String body) {
        return ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: application/json\r\n"
                        + "Accept: application/json, text/event-stream\r\n" + headers + "Content-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void report(long[][] samples, int clients, double rate, int seconds) {
        var all = Arrays.stream(samples).flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "%-9s %3d clients  %6.0f/s asked  %7.0f/s done  p50 %7.3f ms  p99 %8.3f ms  p99.9 %8.3f ms  "
                        + "max %8.3f ms  %d calls  %d errors%n",
                kind, clients, rate, all.length / (double) seconds, millis(all, 0.5), millis(all, 0.99),
                millis(all, 0.999), millis(all, 1), all.length, errors.get());
    }

    private static double millis(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)] / 1e6;
    }

    private record Answer(int status, String session, String body) {}

    /** One connection that is kept alive; answers come with their length, as no call here streams. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;

        Connection(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 4096);
        }

        Answer exchange(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            var status = Integer.parseInt(line().split(" ")[1]);
            var session = "";
            var length = 0;
            for (var header = line(); !header.isEmpty(); header = line()) {
                var colon = header.indexOf(':');
                var name = header.substring(0, colon);
                if (name.equalsIgnoreCase("Content-Length")) {
                    length = Integer.parseInt(header.substring(colon + 1).strip());
                } else if (name.equalsIgnoreCase("Mcp-Session-Id")) {
                    session = header.substring(colon + 1).strip();
                }
            }
            return new Answer(status, session, new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }

        private String line() throws IOException {
            var line = new ByteArrayOutputStream();
            for (var next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the server closed the connection");
                }
                if (next != '\r') {
                    line.write(next);
                }
            }
            return line.toString(StandardCharsets.US_ASCII);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
