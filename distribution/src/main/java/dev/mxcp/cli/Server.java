package dev.mxcp.cli;

import dev.mxcp.core.Platform;
import dev.mxcp.core.PlatformOptions;
import dev.mxcp.core.Unenforced;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.http.HttpServer;
import dev.mxcp.core.local.LocalServer;
import dev.mxcp.core.local.LocalSocket;
import dev.mxcp.core.local.PlatformOperations;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.problem.Suggestion;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.project.ProjectOptions;
import dev.mxcp.core.project.Settings;
import dev.mxcp.core.stdio.StdioServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one project from start to end. */
final class Server {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Console console;
    private final ServeOptions options;

    Server(Console console, ServeOptions options) {
        this.console = console;
        this.options = options;
    }

    /** Returns when the server has stopped. */
    int run(ProjectOptions project) {
        // Over stdio, stdout belongs to the protocol; nothing else that runs in this process may write there.
        var protocolOut = System.out;
        System.setOut(System.err);
        var home = Distribution.current().home();
        try (var platform = Platform.open(PlatformOptions.of(project, home)
                .withSqlTools(options.sqlTools())
                .withAdmission(this::admission))) {
            Logs.withCauses();
            Logs.configure(platform.project().settings().logging(), console.directory(), options.debug());
            var settings = new TransportSettings(options, platform.project().settings());
            settings.refuseUnknown();
            if (StartReport.of(platform).stops(options)) {
                StartReport.of(platform).print(console, options.json());
                return ExitCode.FAILED;
            }
            return serve(platform, settings, protocolOut);
        } catch (ProjectException e) {
            throw Problems.failure(e);
        }
    }

    private List<Problem> admission(Settings settings) {
        return Unenforced.in(settings, !new TransportSettings(options, settings).isStdio());
    }

    private int serve(Platform platform, TransportSettings settings, OutputStream protocolOut) {
        var project = platform.project();
        var info = new ServerInfo(
                "MXCP Server",
                project.name(),
                Version.current(),
                null,
                project.settings().server());
        var service = new McpService(served(platform), info, settings.mcpLimits(), settings.withoutSessions());
        platform.onChange(service::generationChanged);
        platform.serve();
        var local = listenLocally(platform);
        try (var _ = Reloading.start(platform, options.watch())) {
            return settings.isStdio()
                    ? serveStdio(service, settings, protocolOut)
                    : serveHttp(platform, service, settings);
        } finally {
            local.ifPresent(LocalServer::close);
        }
    }

    /** The whole project or one of its toolsets; nothing when a reload has taken that away. */
    private Supplier<@Nullable Generation> served(Platform platform) {
        var name = options.toolset();
        if (name == null) {
            return platform::generation;
        }
        if (platform.generation().toolset(name).isEmpty()) {
            var names = platform.project().settings().toolsets().stream()
                    .map(Settings.Toolset::name)
                    .toList();
            throw new CommandFailure("there is no toolset '%s'%s (toolsets of mxcp-site.yml: %s)"
                    .formatted(
                            name,
                            Suggestion.of(name, names)
                                    .map("; did you mean '%s'?"::formatted)
                                    .orElse(""),
                            names.isEmpty() ? "none" : String.join(", ", names)));
        }
        return () -> platform.generation().toolset(name).orElse(null);
    }

    private int serveHttp(Platform platform, McpService service, TransportSettings settings) {
        var stop = new CountDownLatch(1);
        onSignal(stop::countDown);
        var http = listen(service, settings);
        new Banner(console).print(platform, settings, http.port());
        try {
            stop.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        http.close(settings.drainTime());
        console.out().println(console.heading("👋", "Server stopped"));
        return ExitCode.OK;
    }

    private static HttpServer listen(McpService service, TransportSettings settings) {
        try {
            return HttpServer.start(settings.http(), service);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    "%s (--allow-host NAME, or transport.http.allowed_hosts)".formatted(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw new CommandFailure(
                    "cannot listen on %s, port %d: is another server running there? Choose another port with --port"
                            .formatted(settings.http().host(), settings.http().port()),
                    e);
        }
    }

    private int serveStdio(McpService service, TransportSettings settings, OutputStream protocolOut) {
        if (!options.debug()) {
            Logs.onlyErrorsToStandardError();
        }
        var server = new StdioServer(service, console.in(), protocolOut);
        onSignal(server::stop);
        try {
            server.run(settings.drainTime());
            return ExitCode.OK;
        } catch (IOException e) {
            throw new CommandFailure("cannot read from the client: " + e.getMessage(), e);
        }
    }

    private static void onSignal(Runnable stop) {
        Signals.on("TERM", stop);
        Signals.on("INT", () -> {
            // Whoever asks a second time does not want to wait for calls to end.
            Signals.on("INT", () -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED));
            stop.run();
        });
    }

    /** Without it the command line cannot use the database beside the server; everything else works. */
    private static Optional<LocalServer> listenLocally(Platform platform) {
        var project = platform.project();
        try {
            var socket = LocalSocket.of(project.root(), project.profile());
            return Optional.of(LocalServer.start(socket, new PlatformOperations(platform, Version::current)));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("commands beside this server cannot use its database");
            return Optional.empty();
        }
    }
}
