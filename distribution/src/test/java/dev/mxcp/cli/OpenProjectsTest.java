package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.local.LocalServer;
import dev.mxcp.core.local.LocalSocket;
import dev.mxcp.core.local.Reply;
import dev.mxcp.core.local.Request;
import dev.mxcp.core.local.Verdict;
import dev.mxcp.core.project.ProjectOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenProjectsTest {

    private static final String SITE = "mxcp: 1\nproject: shop\nprofile: dev\n";

    @TempDir
    private Path root;

    @BeforeAll
    static void thereIsADistributionWithoutPlugins() {
        System.setProperty("mxcp.home", Path.of("nowhere").toString());
    }

    @Test
    void listingNeedsNoDatabaseAndNoPlugin() throws Exception {
        write("mxcp-site.yml", SITE + "profiles: { dev: { duckdb: { path: broken.duckdb } } }\n");
        write("broken.duckdb", "not a database");
        write("tools/greet.yml", "mxcp: 1\ntool: { name: greet, description: Greets, source: { code: SELECT 1 } }\n");
        write("tools/bad.yml", "mxcp: 1\ntool: { naem: x }\n");

        assertThat(ask(new Request.Listing())).isInstanceOfSatisfying(Reply.Validation.class, listing -> {
            assertThat(listing.verdicts())
                    .extracting(Verdict::file)
                    .containsExactly("tools/bad.yml", "tools/greet.yml");
            assertThat(listing.verdicts().getFirst().errors()).isNotEmpty();
            assertThat(listing.verdicts().getLast().errors()).isEmpty();
        });
    }

    @Test
    void aServerIsFoundByTheSiteFileAlone() throws Exception {
        write("mxcp-site.yml", SITE + "extensions: [ '${NOT_SET_HERE}' ]\n");
        var answer = new Reply.Value(List.of(Map.of("a", 1L)), false);
        try (var _ = LocalServer.start(LocalSocket.of(root, "dev"), (_, _) -> answer)) {
            assertThat(ask(new Request.Query("SELECT 1 AS a", Map.of(), false))).isEqualTo(answer);
        }
    }

    private Reply ask(Request request) {
        var options = ProjectOptions.of(root).withHome(root.resolve("home")).withEnvironment(Map.of());
        try (var project = new OpenProjects().open(options, request)) {
            return project.perform(request, new CallCancellation());
        }
    }

    private void write(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
