package dev.mxcp.plugin.lang.python.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class OutputLogTest {

    @Test
    void ofALostWorkerItsLastErrorsAreKeptAndNothingThatItPrintedOrLogged() throws Exception {
        var output = new OutputLog("python-1");
        output.record(Level.WARN, "app", "logged hunter2");
        output.followOutput(stream("printed hunter2\n")).join();
        output.followErrors(stream("Fatal Python error\nunfinished\u001b[2J")).join();

        assertThat(output.lastErrors()).containsExactly("Fatal Python error", "unfinished?[2J");
    }

    @Test
    void onlyTheLastErrorsAreKept() throws Exception {
        var output = new OutputLog("python-1");
        output.followErrors(stream("again\n".repeat(30) + "last\n")).join();

        assertThat(output.lastErrors()).hasSize(20).endsWith("last");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
