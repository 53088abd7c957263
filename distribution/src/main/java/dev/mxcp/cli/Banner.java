package dev.mxcp.cli;

import dev.mxcp.core.Platform;
import dev.mxcp.core.http.HttpServer;
import dev.mxcp.core.problem.Problem;
import java.io.PrintWriter;

/** What a server says once it can be reached. */
record Banner(Console console) {

    void print(Platform platform, TransportSettings settings, int port) {
        var out = console.out();
        var project = platform.project();
        var generation = platform.generation();
        out.println(console.heading("🚀", console.bold("MXCP server is running")));
        line(out, "Project", project.name());
        line(out, "Profile", project.profile());
        line(out, "Transport", settings.transport());
        line(out, "Host", settings.http().host());
        line(out, "Port", Integer.toString(port));
        line(out, "Mode", platform.database().isReadOnly() ? "Read-only" : "Read-write");
        if (settings.isStateless()) {
            line(out, "HTTP Mode", "Stateless");
        }
        line(out, "SQL tools", sqlTools(platform, settings) ? "enabled" : "disabled");
        line(
                out,
                "Endpoints",
                "%d tools, %d resources, %d prompts"
                        .formatted(
                                generation.tools().size(),
                                generation.resources().size(),
                                generation.prompts().size()));
        var skipped = platform.problems().stream()
                .filter(Problem::isError)
                .map(problem -> problem.where().file())
                .distinct()
                .count();
        if (skipped > 0) {
            line(
                    out,
                    "Skipped",
                    console.yellow("%d file(s) with errors; 'mxcp validate' tells more".formatted(skipped)));
        }
        line(out, "URL", "http://%s:%d%s".formatted(settings.http().host(), port, HttpServer.PATH));
        out.println();
        out.println(console.faint("Press Ctrl-C to stop"));
        out.flush();
    }

    private static boolean sqlTools(Platform platform, TransportSettings settings) {
        var wish = settings.options().sqlTools();
        return wish == null ? platform.project().settings().sqlTools().enabled() : wish;
    }

    private static void line(PrintWriter out, String label, String value) {
        out.println("  %-10s %s".formatted(label + ":", value));
    }
}
