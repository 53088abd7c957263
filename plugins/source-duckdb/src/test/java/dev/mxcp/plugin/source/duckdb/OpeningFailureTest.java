package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What can hardly be brought about in a test, in the engine's own words. */
class OpeningFailureTest {

    @Test
    void theHolderOfALockIsNamedAsFarAsTheEngineKnowsIt() {
        var message = "IO Error: Could not set lock on file \"/data/a.db\": Conflicting lock is held in "
                + "/usr/bin/python3.12 (PID 77)%s. See also https://duckdb.org/docs/stable/connect/concurrency";

        assertThat(OpeningFailure.told("/data/a.db", false, message.formatted("")))
                .startsWith(
                        "the database /data/a.db is in use by another process (PID 77, /usr/bin/python3.12): stop it");
        assertThat(OpeningFailure.told("/data/a.db", false, message.formatted(" by user ann")))
                .contains("(PID 77, /usr/bin/python3.12, of user ann)");
    }

    @Test
    void aLockWithoutAKnownHolderIsALockAllTheSame() {
        assertThat(OpeningFailure.told("/data/a.db", false, "IO Error: Could not set lock on file \"/data/a.db\""))
                .startsWith("the database /data/a.db is in use by another process: stop it");
    }

    @Test
    void aFileThatTheUserMayNotOpenSaysWhatWouldHelp() {
        var message = "IO Error: Cannot open file \"/data/a.db\": Permission denied";

        assertThat(OpeningFailure.told("/data/a.db", false, message))
                .startsWith("the database /data/a.db cannot be opened for writing: this user may not;")
                .contains("--readonly");
        assertThat(OpeningFailure.told("/data/a.db", true, message))
                .startsWith("the database /data/a.db cannot be opened for reading")
                .doesNotContain("--readonly");
    }
}
