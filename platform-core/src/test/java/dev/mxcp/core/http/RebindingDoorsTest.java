package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mxcp.core.mcp.TestingProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every address and method of a server, wherever it is bound, is shut to pages of strangers and to names that were made
 * to point here; {@link RebindingTest} has more of these. PORT stands for the server's own.
 */
@Timeout(120)
class RebindingDoorsTest {

    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final Map<Bind, TestingServer> SERVERS = new EnumMap<>(Bind.class);

    /** Where a server is bound, and whom it knows by name. */
    private enum Bind {
        LOOPBACK("127.0.0.1", List.of()),
        EVERY_IPV4_ADDRESS("0.0.0.0", List.of("mcp.example.com")),
        EVERY_ADDRESS("::", List.of("mcp.example.com")),
        ANY_NAME("0.0.0.0", List.of("*"));

        private static final List<String> PAGES = List.of(
                "http://evil.example",
                "https://mcp.example.com.evil.example",
                "http://localhost.evil.example",
                "http://evil.example@localhost",
                "http://0.0.0.0:PORT",
                "http://[::]:PORT",
                "file://localhost",
                "null",
                "");

        private static final List<String> NAMES = List.of(
                "evil.example",
                "evil.example:PORT",
                "localhost.evil.example",
                "evil.example@localhost",
                "127.0.0.1.nip.io:PORT",
                "0.0.0.0:PORT",
                "[::]:PORT",
                "[::ffff:127.0.0.1]:PORT",
                "2130706433",
                "mcp.example.com.evil.example",
                "*",
                "");

        private final String address;
        private final List<String> allowed;

        Bind(String address, List<String> allowed) {
            this.address = address;
            this.allowed = allowed;
        }

        boolean isPossible() throws IOException {
            try (var _ = new ServerSocket(0, 1, InetAddress.getByName(address))) {
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        TestingServer start() {
            var project = new TestingProject()
                    .tool("count", _ -> ok(CALLS.incrementAndGet()))
                    .toolset("few", "count");
            var origins = List.of("https://app.example.com");
            return new TestingServer(
                    project, new HttpSettings(address, 0, false, allowed, origins, TestingServer.LIMITS, true));
        }

        Stream<String> known() {
            var names = allowed.contains("*") ? List.of("whatever.example") : allowed;
            return Stream.concat(Stream.of("localhost:PORT", "127.0.0.1:PORT", "[::1]:PORT"), names.stream())
                    .flatMap(name -> Stream.of(
                            headers(name, null),
                            headers(name, "http://localhost:PORT"),
                            headers(name, "https://app.example.com")));
        }

        Stream<String> strange() {
            var pages = PAGES.stream().map(page -> headers("localhost:PORT", page));
            var names = NAMES.stream()
                    .flatMap(name -> Stream.of(headers(name, null), headers(name, "http://localhost:PORT")));
            // by a name of its own choice a page is of the same origin as this server, and still a stranger's
            return allowed.contains("*")
                    ? Stream.concat(pages, Stream.of(headers("whatever.example", "http://whatever.example")))
                    : Stream.concat(pages, names);
        }

        private static String headers(String host, String origin) {
            return "Host: " + host + "\r\n" + (origin == null ? "" : "Origin: " + origin + "\r\n");
        }
    }

    @BeforeAll
    static void start() throws IOException {
        for (var bind : Bind.values()) {
            if (bind.isPossible()) {
                SERVERS.put(bind, bind.start());
            }
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(TestingServer::close);
    }

    static Stream<Arguments> doors() {
        return Arrays.stream(Bind.values())
                .flatMap(bind -> Arrays.stream(ServerDoor.values()).map(door -> Arguments.of(bind, door)));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void isShutToStrangers(Bind bind, ServerDoor door) throws IOException {
        var server = server(bind);
        try (var visit = door.visit(server)) {
            var before = CALLS.get();
            bind.strange().forEach(stranger -> {
                var answer = visit.knock(stranger.replace("PORT", String.valueOf(server.http.port())));
                assertThat(answer.status()).as(stranger).isIn(400, 403);
                assertThat(answer.text().toLowerCase(Locale.ROOT)).doesNotContain("access-control-allow");
            });
            assertThat(CALLS.get()).isEqualTo(before);
            visit.assertSessionLives();
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void opensToWhoIsKnown(Bind bind, ServerDoor door) throws IOException {
        var server = server(bind);
        for (var known : bind.known().toList()) {
            try (var visit = door.visit(server)) {
                var answer = visit.knock(known.replace("PORT", String.valueOf(server.http.port())));
                assertThat(answer.status()).as(known).isEqualTo(door.welcome(known));
            }
        }
    }

    private static TestingServer server(Bind bind) {
        assumeTrue(SERVERS.containsKey(bind), "this machine has no such address");
        return SERVERS.get(bind);
    }
}
