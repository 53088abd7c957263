package dev.mxcp.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = "Serve the project to MCP clients, over HTTP or stdio.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  mxcp serve                         on http://localhost:8000/mcp",
            "  mxcp serve --port 9000 --watch     reload when a file changes",
            "  mxcp serve --transport stdio       for clients that start the server themselves",
            "",
            "Signals: SIGHUP reloads the project; SIGTERM and Ctrl-C let running calls end first."
        })
final class ServeCommand extends ProjectCommand {

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "streamable-http, sse (for old clients) or stdio (default: transport.provider of the user"
                    + " configuration).")
    private @Nullable String transport;

    @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on (default: localhost).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (default: 8000).")
    private @Nullable Integer port;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "Name under which clients reach the server, when it does not listen on localhost; * for any."
                    + " Repeat for more.")
    private List<String> allowedHosts = List.of();

    @Option(
            names = "--sql-tools",
            paramLabel = "true|false",
            arity = "1",
            description = "Offer the built-in SQL tools (default: sql_tools.enabled of the project).")
    private @Nullable Boolean sqlTools;

    @Option(names = "--stateless", description = "No sessions: every request stands alone.")
    private boolean stateless;

    @Option(
            names = "--toolset",
            paramLabel = "NAME",
            description = "Serve only this toolset of the site file. Over HTTP each has an address of its own as well:"
                    + " /mcp/NAME.")
    private @Nullable String toolset;

    @Option(names = "--watch", description = "Reload when a file of the project changes.")
    private boolean watch;

    @Option(names = "--ignore-errors", description = "Start although some endpoints cannot be used.")
    private boolean ignoreErrors;

    @Override
    public Integer call() {
        var serveOptions = new ServeOptions(
                transport,
                host,
                port,
                sqlTools,
                stateless,
                watch,
                ignoreErrors,
                isJson(),
                isDebug(),
                allowedHosts,
                toolset);
        return new Server(console(), serveOptions).run(options());
    }
}
