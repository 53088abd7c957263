package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ProtocolException;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: MCP at {@code /mcp}, health beside it. */
public final class HttpServer {

    public static final String PATH = "/mcp";

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration AFTER_CANCEL = Duration.ofSeconds(2);

    private final McpService service;
    private final WebServer web;
    private final Sessions sessions;
    private final LegacySessions legacy;
    private final ActiveCalls calls;
    private final ScheduledExecutorService watch;

    private HttpServer(
            McpService service,
            WebServer web,
            Sessions sessions,
            LegacySessions legacy,
            ActiveCalls calls,
            ScheduledExecutorService watch) {
        this.service = service;
        this.web = web;
        this.sessions = sessions;
        this.legacy = legacy;
        this.calls = calls;
        this.watch = watch;
    }

    /**
     * Listens and serves until it is closed.
     *
     * @throws IllegalArgumentException when the settings would let in whom they must not, or cannot be right
     * @throws IllegalStateException when the port cannot be bound
     */
    public static HttpServer start(HttpSettings settings, McpService service) {
        requireHostsUnlessLoopback(settings);
        var limits = settings.limits();
        var guard = new HostGuard(settings.allowedHosts(), settings.allowedOrigins());
        var sessions = new Sessions(service, limits, System::nanoTime);
        var calls = new ActiveCalls();
        var waits = new ClientWaits(limits.readTimeout());
        var reads = new BodyReads(waits, limits, service.limits().maxMessageBytes());
        var bodies = new MessageBodies(service, reads, limits.maxRequestBytes());
        var routing = HttpRouting.builder()
                .addFilter((chain, request, _) -> {
                    chain.proceed();
                    reads.readOver(request);
                    closeWhenAsked(request);
                })
                .register(PATH, new McpEndpoint(service, settings, guard, sessions, calls, bodies, waits))
                .error(
                        HttpException.class,
                        (_, response, e) -> waits.taking(
                                0, () -> response.status(e.status()).send()))
                .error(Throwable.class, (_, response, defect) -> broken(service, waits, response, defect));
        var legacy = new LegacySessions(service, calls, limits);
        if (settings.sse()) {
            new LegacyEndpoint(service, guard, legacy, bodies, waits).register(routing);
        }
        new HealthEndpoint(service, calls, waits).register(routing);
        routing.any((_, response) ->
                waits.taking(0, () -> response.status(Status.NOT_FOUND_404).send()));
        var web = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .connectionOptions(HttpServer::connection)
                .idleConnectionTimeout(limits.readTimeout())
                .idleConnectionPeriod(limits.readTimeout().dividedBy(4))
                .maxTcpConnections(limits.maxConnections())
                // of several protocols one must be found out by the first bytes, and nothing watches who sends none
                .protocolsDiscoverServices(false)
                .addConnectionSelector(new ConnectionShares(http1(waits), limits.maxConnections()))
                .directHandlers(unreadable())
                .shutdownHook(false)
                .routing(routing)
                .build()
                .start();
        if (!web.isRunning()) {
            // the library logs why, and returns a server that is none
            throw new IllegalStateException("cannot listen on %s, port %d".formatted(settings.host(), settings.port()));
        }
        var tasks = List.<LongConsumer>of(calls::watch, waits::watch, sessions::watch, legacy::watch);
        return new HttpServer(service, web, sessions, legacy, calls, watch(tasks, limits));
    }

    public int port() {
        return web.port();
    }

    /**
     * Lets no new calls in, gives calls and tasks that run the time to finish, cancels the rest, and stops. Closing twice is
     * harmless.
     */
    public void close(Duration drain) {
        calls.close();
        service.endListening();
        var tasks = Thread.ofVirtual().name("task-drain").start(() -> service.endTasks(drain));
        calls.drain(drain, AFTER_CANCEL);
        awaitEnd(tasks);
        sessions.all().forEach(sessions::close);
        legacy.closeAll();
        watch.shutdownNow();
        web.stop();
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void requireHostsUnlessLoopback(HttpSettings settings) {
        if (!isLoopback(settings.host()) && settings.allowedHosts().isEmpty()) {
            throw new IllegalArgumentException("binding to " + settings.host() + " needs the names under which clients"
                    + " reach this server: allow the host mcp.example.com, say, or '*' for any");
        }
        if (settings.allowedHosts().contains("*")) {
            LOG.atWarn().addKeyValue("host", settings.host()).log("requests with any Host are accepted");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the host '" + host + "' is not known; write an address to bind", e);
        }
    }

    private static ScheduledExecutorService watch(List<LongConsumer> tasks, HttpLimits limits) {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("mcp-watch").factory());
        var tick = limits.tick().toMillis();
        var _ = executor.scheduleWithFixedDelay(
                () -> {
                    var now = System.nanoTime();
                    tasks.forEach(task -> attempt(task, now));
                },
                tick,
                tick,
                TimeUnit.MILLISECONDS);
        return executor;
    }

    /** What breaks once is tried again: without it, clients would no longer have an end. */
    private static void attempt(LongConsumer task, long now) {
        try {
            task.accept(now);
        } catch (RuntimeException | Error defect) {
            LOG.atError().setCause(defect).log("watching clients broke");
        }
    }

    private static ServerConnectionSelector http1(ClientWaits waits) {
        var config = Http1Config.builder().addReceiveListener(new HeaderReads(waits));
        return Http1ConnectionSelector.builder().config(config.build()).build();
    }

    private static void connection(SocketOptions.Builder options) {
        // without it, the second packet of an event waits for the acknowledgement of the first: 40 ms
        options.tcpNoDelay(true);
    }

    /** The library announces it, and then waits for the client to do it. */
    private static void closeWhenAsked(RoutingRequest request) {
        if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("the client asked for it");
        }
    }

    /** What goes wrong before there is a request is the client's doing, and nothing for the log. */
    private static DirectHandlers unreadable() {
        var otherwise = DirectHandler.defaultHandler();
        return DirectHandlers.builder()
                .addHandler(
                        DirectHandler.EventType.INTERNAL_ERROR,
                        (request, type, _, headers, _) ->
                                otherwise.handle(request, type, Status.BAD_REQUEST_400, headers, ""))
                .build();
    }

    private static void broken(McpService service, ClientWaits waits, ServerResponse response, Throwable defect) {
        LOG.atError().setCause(defect).log("request broke");
        var problem = new ProtocolException(ProtocolException.INTERNAL_ERROR, "internal error");
        response.status(Status.INTERNAL_SERVER_ERROR_500).header("Content-Type", "application/json");
        waits.taking(0, () -> response.send(service.errorBody(problem)));
    }
}
