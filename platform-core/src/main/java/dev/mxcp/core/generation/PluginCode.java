package dev.mxcp.core.generation;

import dev.mxcp.spi.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what a language's plugin does; its defects become messages that name the language. */
public final class PluginCode {

    private static final Logger LOG = LoggerFactory.getLogger(PluginCode.class);

    private PluginCode() {}

    /**
     * @param step such as {@code beginning}
     * @throws PlatformException when the plugin says what is wrong, or breaks
     */
    public static void run(String language, String step, Runnable work) {
        run("the language '%s'".formatted(language), step, "the plugin that supplies it", work);
    }

    /**
     * Runs what an endpoint wants done while the database is closed.
     *
     * @throws PlatformException when the plugin says what is wrong, or breaks
     */
    public static void runWhileClosed(Runnable action) {
        run("what an endpoint asked for", "running while the database was closed", "its language's plugin", action);
    }

    private static void run(String subject, String step, String supplier, Runnable work) {
        try {
            work.run();
        } catch (PlatformException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError defect) {
            // what it says may quote a value
            LOG.atDebug().setCause(defect).addKeyValue("subject", subject).log("a plugin broke");
            throw new PlatformException(
                    PlatformException.Code.FAILED,
                    "%s failed with %s on %s; report this to the provider of %s ('mxcp plugins list' names it)"
                            .formatted(subject, defect.getClass().getSimpleName(), step, supplier));
        }
    }
}
