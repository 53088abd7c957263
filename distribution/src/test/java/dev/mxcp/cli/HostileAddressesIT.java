package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Addresses and arguments that are made to reach other files, to be run as SQL, or to keep the server busy. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileAddressesIT {

    private static final String CANARY = "canary-outside";

    @TempDir
    private static Path work;

    private static InstalledMxcp.Server server;

    @BeforeAll
    static void serve() throws Exception {
        file("outside.txt", CANARY);
        file("project/mxcp-site.yml", "# " + CANARY + "\nmxcp: 1\nproject: hostile\nprofile: default\n");
        file("project/pages/home.txt", "welcome");
        var read = "SELECT content FROM read_text('pages/' || $name || '.txt')";
        resource("page", "page://{name}", read, "{name: name, type: string}");
        resource(
                "doc",
                "docs://{name}-{lang}-{part}.md",
                "SELECT $name || $lang || $part AS found",
                "{name: name, type: string}, {name: lang, type: string}, {name: part, type: string}");
        tool("page", read, "{name: name, type: string}");
        tool("echo", "SELECT $name AS name", "{name: name, type: string}");
        tool("strict", "SELECT $name AS name", "{name: name, type: string, pattern: '^(a+)+$'}");
        server = new InstalledMxcp(work.resolve("project")).serve();
    }

    private static void resource(String name, String uri, String sql, String parameters) throws IOException {
        file("project/resources/" + name + ".yml", """
                mxcp: 1
                resource:
                  uri: %s
                  parameters: [%s]
                  source: {code: "%s"}
                """.formatted(uri, parameters, sql));
    }

    private static void tool(String name, String sql, String parameters) throws IOException {
        file("project/tools/" + name + ".yml", """
                mxcp: 1
                tool:
                  name: %s
                  parameters: [%s]
                  source: {code: "%s"}
                """.formatted(name, parameters, sql));
    }

    private static void file(String name, String text) throws IOException {
        var file = work.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static JsonNode read(String uri) throws Exception {
        return server.calls().call("resources/read", Map.of("uri", uri));
    }

    private static JsonNode call(String tool, String name) throws Exception {
        return server.calls().tool(tool, Map.of("name", name));
    }

    @Test
    void whatIsAskedForIsServed() throws Exception {
        assertThat(read("page://home").toString()).contains("welcome");
        assertThat(call("page", "home").toString()).contains("welcome");
        assertThat(read("docs://a-b-c.md").toString()).contains("abc");
    }

    /** A variable is one segment, and what is decoded in it is a value: it ends no other text, and opens no other folder. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../outside",
                "..%2F..%2Foutside",
                "%2e%2e%2f%2e%2e%2foutside",
                "%2E%2E/%2E%2E/outside",
                "..%5C..%5Coutside",
                "%252e%252e%252f%252e%252e%252foutside",
                "home/../../../outside",
                "..%2Fmxcp-site.yml%00",
                "..%2F..%2Foutside.txt%00",
                "..%2Fmxcp-site.yml\0",
                "home%0a..%2F..%2Foutside",
                "' || (SELECT content FROM read_text('../outside.txt')) || '",
                "%C0%AE%C0%AE%2F%C0%AE%C0%AE%2Foutside"
            })
    void noAddressReachesAFileOutside(String name) throws Exception {
        assertNothingFound(read("page://" + name));
        assertRefused(read("page:" + name));
        assertRefused(read("file://" + work.resolve("outside.txt")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../outside",
                "../mxcp-site.yml\0",
                "/etc/passwd\0",
                "../../*",
                "' UNION SELECT content FROM read_text('../outside.txt') --",
                "home.txt') UNION ALL SELECT content FROM read_text('../outside.txt"
            })
    void noArgumentReachesAFileOutside(String name) throws Exception {
        assertNothingFound(call("page", name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE x; --",
                "$(touch /tmp/owned)",
                "`id`",
                "{{ 7 * 7 }}",
                "${jndi:ldap://127.0.0.1/x}",
                "../../outside",
                "%s%n%x"
            })
    void anArgumentIsAValueAndNothingElse(String name) throws Exception {
        assertThat(call("echo", name).path("structuredContent").toString() + call("echo", name))
                .contains(name.replace("\"", "\\\""));
    }

    /** A search that goes back would try each way to cut these. */
    @Test
    void noAddressKeepsTheServerBusy() throws Exception {
        assertRefused(read("docs://" + "-".repeat(8_000)));
        assertRefused(read("docs://" + "-".repeat(8_000) + ".m"));
        var tooLong = read("docs://" + "-".repeat(1_000_000) + ".mD");
        assertRefused(tooLong);
        assertThat(tooLong.toString()).contains("at most 8192 characters").hasSizeLessThan(1000);
        whatIsAskedForIsServed();
    }

    @Test
    void noTextKeepsAPatternBusy() throws Exception {
        var answer = call("strict", "a".repeat(200_000) + "!");
        assertThat(answer.path("isError").asBoolean()).as("refused").isTrue();
        assertThat(call("strict", "aaa").path("isError").asBoolean()).isFalse();
    }

    /** Refused, or no file of that name. */
    private static void assertNothingFound(JsonNode answer) {
        assertThat(answer.toString()).doesNotContain(CANARY, "root:", "\"content\\\"", "Exception", "\tat ");
    }

    private static void assertRefused(JsonNode answer) {
        assertThat(answer.has("error")).as(answer.toString()).isTrue();
        assertThat(answer.toString()).doesNotContain(CANARY, "Exception", "\tat ");
    }
}
