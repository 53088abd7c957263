package dev.mxcp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The fixture project with its plugin jar, as it lies in a folder, ready to be served by the distribution. */
record ConformanceServer(Path project) {

    static ConformanceServer in(Path folder) throws IOException {
        var project = ProjectCopy.ofFixture("conformance", folder).root();
        ConformanceJar.in(Files.createDirectories(project.resolve("plugins")));
        return new ConformanceServer(project);
    }

    /** So small that a list takes several. */
    ConformanceServer withSmallPages() throws IOException {
        var site = project.resolve("mxcp-site.yml");
        var text = Files.readString(site);
        Files.writeString(site, text.replace("limits:\n", "limits:\n  page_size: 10\n"));
        return this;
    }

    /** With sessions for clients that have them; follows the endpoints that change the project. */
    InstalledMxcp.Server serve() throws IOException {
        return serveAt(InstalledMxcp.freePort());
    }

    InstalledMxcp.Server serveAt(int port) throws IOException {
        return new InstalledMxcp(project).serveAt(port, "--watch");
    }

    /** For old clients as well. */
    InstalledMxcp.Server serveSseAt(int port) throws IOException {
        return new InstalledMxcp(project).serveAt(port, "--watch", "--transport", "sse");
    }
}
