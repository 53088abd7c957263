package dev.mxcp.core.plugin;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.spi.PlatformException;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/** Says in words for operators why something of a plugin failed, and what to do. */
final class LoadFailure {

    private static final String ASK = "report this to the plugin's provider; mxcp starts again when the jar is removed";

    private LoadFailure() {}

    /** @param step what failed, such as {@code its constructor} */
    static Problem of(Path jar, String step, Throwable failure) {
        return switch (cause(failure)) {
            case UnsupportedClassVersionError e ->
                PluginJar.problem(
                        jar,
                        "was built for a newer Java than this one (%d): %s"
                                .formatted(Runtime.version().feature(), e.getMessage()),
                        "run mxcp with that Java, or take a release of the plugin built for Java "
                                + Runtime.version().feature());
            case NoClassDefFoundError e when isInitialization(e) -> broken(jar, step, e);
            case NoClassDefFoundError e -> missing(jar, e.getMessage());
            case ClassNotFoundException e -> missing(jar, e.getMessage());
            case IncompatibleClassChangeError e ->
                PluginJar.problem(
                        jar,
                        "was compiled against other classes than it finds: " + e.getMessage(),
                        "take a release of the plugin built for SPI %s, and check the libraries inside it"
                                .formatted(SpiVersion.current()));
            case ServiceConfigurationError e -> badEntry(jar, String.valueOf(e.getMessage()));
            case NoSuchMethodException e -> badEntry(jar, "no public constructor without arguments: " + e.getMessage());
            case PlatformException e -> PluginJar.problem(jar, "%s failed: %s".formatted(step, e.userMessage()), "");
            case Throwable e -> broken(jar, step, e);
        };
    }

    private static Problem broken(Path jar, String step, Throwable failure) {
        var message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        return PluginJar.problem(
                jar, "%s failed with %s%s".formatted(step, failure.getClass().getSimpleName(), message), ASK);
    }

    private static Problem badEntry(Path jar, String message) {
        return PluginJar.problem(
                jar,
                "has a service entry that cannot be used (%s)".formatted(message),
                "write into %s the name of one public class that implements PlatformPlugin and has a public constructor"
                                .formatted(PluginJar.SERVICE)
                        + " without arguments");
    }

    private static Problem missing(Path jar, @Nullable String className) {
        var name = String.valueOf(className).replace('/', '.');
        return PluginJar.problem(jar, "needs the class %s, which it does not contain".formatted(name), remedy(name));
    }

    private static String remedy(String name) {
        if (name.startsWith("dev.mxcp.spi.")) {
            return "this is SPI %s, which has no such class: take a release of the plugin built for it"
                    .formatted(SpiVersion.current());
        }
        if (name.startsWith("dev.mxcp.") || name.startsWith("org.pf4j.")) {
            return "plugins see only dev.mxcp.spi, org.slf4j and the JDK: write it against the SPI";
        }
        return "add the library to the plugin's jar: plugins see only dev.mxcp.spi, org.slf4j and the JDK";
    }

    /** The failure below the wrappers that say nothing of their own. */
    private static Throwable cause(Throwable failure) {
        var inner = failure.getCause();
        return switch (failure) {
            case ServiceConfigurationError e when inner != null -> cause(inner);
            case ExceptionInInitializerError e when inner != null -> cause(inner);
            default -> failure;
        };
    }

    private static boolean isInitialization(NoClassDefFoundError error) {
        return String.valueOf(error.getMessage()).startsWith("Could not initialize class");
    }
}
