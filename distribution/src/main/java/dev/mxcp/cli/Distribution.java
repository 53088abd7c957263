package dev.mxcp.cli;

import java.nio.file.Path;

/** The unpacked distribution that this process was started from. */
record Distribution(Path home) {

    /** {@code bin/mxcp} says where it is. */
    static Distribution current() {
        var home = System.getProperty("mxcp.home");
        if (home == null) {
            throw new CommandFailure(
                    "start mxcp with bin/mxcp of the distribution (the property mxcp.home is not set)");
        }
        return new Distribution(Path.of(home).toAbsolutePath().normalize());
    }

    Path plugins() {
        return home.resolve("plugins");
    }

    Path example(String name) {
        return home.resolve("examples").resolve(name);
    }
}
