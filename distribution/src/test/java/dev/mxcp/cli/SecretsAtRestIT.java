package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret of the configuration is in no other file, not even in a log of everything, and in no answer. */
class SecretsAtRestIT {

    private static final String MARK = "canary-of-a-secret";

    @TempDir
    private Path root;

    @Test
    void aSecretStaysWhereItWasWritten() throws Exception {
        file("mxcp-site.yml", "{mxcp: 1, project: secrets, profile: default, secrets: [store]}");
        file("mxcp-config.yml", """
                mxcp: 1
                logging: {path: logs/mxcp.log, level: DEBUG, backup_count: 0}
                projects:
                  secrets:
                    profiles:
                      default:
                        secrets: [{name: store, type: python, parameters: {token: %s}}]
                """.formatted(MARK));
        file("tools/listed.yml", "tool: {name: listed, source: {code: \"SELECT * FROM duckdb_secrets()\"}}");
        file("tools/broken.yml", "tool: {name: broken, source: {code: \"SELECT error('no')\"}}");

        try (var server = new InstalledMxcp(root).serve()) {
            for (var tool : List.of("listed", "broken", "unknown")) {
                assertThat(server.calls()
                                .call("tools/call", Map.of("name", tool))
                                .toString())
                        .contains("jsonrpc")
                        .doesNotContain(MARK);
            }
        }

        assertThat(root.resolve("logs/mxcp.log")).isNotEmptyFile();
        assertThat(filesWithMark()).containsExactly(root.resolve("mxcp-config.yml"));
    }

    private List<Path> filesWithMark() throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(SecretsAtRestIT::hasMark)
                    .toList();
        }
    }

    private static boolean hasMark(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(MARK);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
