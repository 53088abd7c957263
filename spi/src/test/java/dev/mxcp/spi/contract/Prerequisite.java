package dev.mxcp.spi.contract;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of its machine, such as Python or a registry. A developer may be without it: the test is skipped then.
 * A build that others rely on must not pass without having tried: where the environment variable {@code CI} is set, to
 * anything but {@code false}, the test fails.
 */
public final class Prerequisite {

    private Prerequisite() {}

    /**
     * Ends the test that cannot go on.
     *
     * @param what is missing, and how to get it
     * @return never
     */
    public static <T> T missing(String what, @Nullable Throwable cause) {
        if (isDemanded(System.getenv("CI"))) {
            throw new AssertionError("nothing may be skipped where CI is set: " + what, cause);
        }
        return Assumptions.abort(what);
    }

    static boolean isDemanded(@Nullable String ci) {
        return ci != null && !List.of("", "false").contains(ci.strip().toLowerCase(Locale.ROOT));
    }
}
