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
        try {
            work.run();
        } catch (PlatformException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError defect) {
            // what it says may quote a value
            LOG.atDebug().setCause(defect).addKeyValue("language", language).log("a language broke");
            throw new PlatformException(
                    PlatformException.Code.FAILED,
                    "the language '%s' failed with %s on %s; report this to the provider of the plugin that supplies it ('mxcp plugins list' names it)"
                            .formatted(language, defect.getClass().getSimpleName(), step));
        }
    }
}
