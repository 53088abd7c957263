package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The official conformance suite against one server of the distribution. A server that supports nothing "passes" many
 * checks, and a scenario that is not run fails none: so the numbers are part of what is asked for.
 */
class ConformanceIT {

    @TempDir
    private static Path folder;

    private static NodeTools tools;
    private static InstalledMxcp.Server server;

    @BeforeAll
    static void start() throws Exception {
        tools = NodeTools.installed();
        server = ConformanceServer.in(folder).serve();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--requirements 2025-11-25, 33, 83",
        "--requirements 2026-07-28, 50, 196",
        "--suite all, 65, 233",
        "--suite all --spec-version 2025-06-18, 27, 56",
        "--suite all --spec-version 2025-03-26, 1, 3"
    })
    void everyScenarioPasses(String options, int scenarios, int successes) throws Exception {
        var run = ConformanceRun.of(tools, server.endpoint(), List.of(options.split(" ")));

        System.out.println("Conformance suite, " + options + "\n" + run.summary());
        assertThat(run.ended("FAILURE")).as("failures").isEmpty();
        assertThat(run.ended("WARNING")).as("warnings").isEmpty();
        // the skills extension is not offered; for notifications of tasks the suite has no checks yet
        assertThat(run.ended("SKIPPED"))
                .as("skipped")
                .allMatch(check -> check.startsWith("sep-2640-") || check.startsWith("tasks-status-notifications"));
        assertThat(run.scenarios()).as("scenarios").isEqualTo(scenarios);
        assertThat(run.ended("SUCCESS")).as("checks").hasSize(successes);
        assertThat(run.exitCode()).isZero();
    }
}
