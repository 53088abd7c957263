package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogsTest {

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        System.setErr(standardError);
        Logs.toStandardError(false);
    }

    @Test
    void whatCausedAnEntryIsShownByServersAndWithDebugOnly() {
        assertThat(told(() -> Logs.toStandardError(false)))
                .contains("call broke")
                .doesNotContain("hunter2");
        assertThat(told(() -> Logs.toStandardError(true))).contains("call broke", "hunter2");
        assertThat(told(() -> {
                    Logs.toStandardError(false);
                    Logs.withCauses();
                }))
                .contains("call broke", "hunter2");
    }

    private String told(Runnable setUp) {
        shown.reset();
        System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
        setUp.run();
        LoggerFactory.getLogger(LogsTest.class)
                .atError()
                .setCause(new IllegalStateException("hunter2"))
                .log("call broke");
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whereStdioSpeaksTheProtocolErrorsAreShownAndNothingElse() {
        System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
        Logs.toStandardError(false);
        Logs.onlyErrorsToStandardError();

        var log = LoggerFactory.getLogger(LogsTest.class);
        log.atWarn().log("a warning");
        log.atError().log("request broke");

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("ERROR:")
                .contains("request broke")
                .doesNotContain("a warning");
    }

    @Test
    void whatClientsLeaveOutOfTheirMessagesDoesNotFillTheLog() {
        System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
        Logs.toStandardError(false);

        var library = LoggerFactory.getLogger("io.modelcontextprotocol.spec.McpSchema");
        library.atWarn().log("missing required fields during deserialization");
        library.atError().log("the library broke");

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("the library broke")
                .doesNotContain("missing required fields");
    }
}
