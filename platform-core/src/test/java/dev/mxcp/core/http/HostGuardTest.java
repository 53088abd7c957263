package dev.mxcp.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import dev.mxcp.core.mcp.TestingProject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostGuardTest {

    private final HostGuard local = new HostGuard(List.of(), List.of());
    private final HostGuard open =
            new HostGuard(List.of("mcp.example.com", "other.example.com:8443"), List.of("https://app.example.com"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8000",
                "LocalHost:1",
                "127.0.0.1",
                "127.0.0.1:65535",
                "[::1]",
                "[::1]:8000"
            })
    void loopbackNamesAreLetIn(String host) {
        assertThatCode(() -> local.check(List.of(host), List.of())).doesNotThrowAnyException();
        assertThatCode(() -> local.check(List.of("localhost"), List.of("http://" + host)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example.com",
                "localhost.evil.example.com",
                "evil-localhost",
                "localhost.",
                "xlocalhost",
                "localhostx",
                "127.0.0.1.evil.example.com",
                "127.0.0.10",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0.0.0.0",
                "[::]",
                "[::ffff:127.0.0.1]",
                "::1",
                "[::1",
                "[::1]x",
                "localhost:",
                "localhost:x",
                "localhost:123456",
                "localhost:80:80",
                "localhost@evil.example.com",
                "evil.example.com#localhost",
                "evil.example.com/localhost",
                "localhost/",
                "local\u212Aost",
                "loc\u0430lhost",
                "localhost%00",
                "localhost ",
                "localhost,evil.example.com",
                "*",
                "null"
            })
    void whatOnlyLooksLikeALoopbackNameIsNot(String host) {
        assertThatThrownBy(() -> local.check(List.of(host), List.of())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> local.check(List.of("localhost"), List.of("http://" + host)))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "localhost",
                "file://",
                "ftp://localhost",
                "//localhost",
                "http:localhost",
                "http://localhost/",
                "http://localhost/path",
                "http://user@localhost",
                "javascript://localhost",
                "chrome-extension://localhost",
                "*"
            })
    void whatIsNotTheOriginOfALocalPageIsNotLetIn(String origin) {
        assertThatThrownBy(() -> local.check(List.of("localhost"), List.of(origin)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void oneHostIsNeededAndAtMostOneOrigin() {
        assertThatThrownBy(() -> local.check(List.of(), List.of())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> local.check(List.of("localhost", "localhost"), List.of()))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> local.check(List.of("localhost"), List.of("http://localhost", "http://localhost")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void configuredNamesAreLetInAsAWhole() {
        assertThatCode(() -> open.check(List.of("MCP.example.com:443"), List.of("https://mcp.example.com")))
                .doesNotThrowAnyException();
        assertThatCode(() -> open.check(List.of("other.example.com:8443"), List.of("https://app.example.com")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> open.check(List.of("other.example.com"), List.of()))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> open.check(List.of("x.mcp.example.com"), List.of()))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> open.check(List.of("mcp.example.com"), List.of("http://app.example.com")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> open.check(List.of("mcp.example.com"), List.of("https://app.example.com.evil.com")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void anyHostDoesNotMeanAnyOrigin() {
        var any = new HostGuard(List.of("*"), List.of());

        assertThatCode(() -> any.check(List.of("whatever.example.com"), List.of()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> any.check(List.of("whatever.example.com"), List.of("https://whatever.example.com")))
                .isInstanceOf(Refusal.class);
        assertThatCode(() -> new HostGuard(List.of("*"), List.of("*")).check(List.of("a.b"), List.of("https://c.d")))
                .doesNotThrowAnyException();
    }

    @Test
    void aNameThatIsNotUnderstoodIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new HostGuard(List.of("https://mcp.example.com"), List.of()))
                .hasMessageContaining("allowed host 'https://mcp.example.com'");
        assertThatThrownBy(() -> new HostGuard(List.of(), List.of("app.example.com")))
                .hasMessageContaining("allowed origin 'app.example.com'");
    }

    @Test
    void anOpenAddressNeedsTheNamesOfTheServer() {
        var service = new McpService(TestingProject::new, ServerInfo.of("mxcp", "1"), McpLimits.DEFAULT);
        var settings = new HttpSettings("0.0.0.0", 0, false, List.of(), List.of(), HttpLimits.DEFAULT, false);

        assertThatThrownBy(() -> HttpServer.start(settings, service))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs the names under which clients reach this server");
        assertThat(settings.allowedHosts()).isEmpty();
    }
}
