package dev.mxcp.cli;

import java.util.Locale;

/** A project that the distribution brings along, and a call that shows something. */
enum Example {
    EARTHQUAKES("find_earthquakes", "{\"min_magnitude\":5}"),
    CHINOOK("artist_albums", "{\"artist\":\"U2\"}");

    private final String tool;
    private final String arguments;

    Example(String tool, String arguments) {
        this.tool = tool;
        this.arguments = arguments;
    }

    String tool() {
        return tool;
    }

    /** JSON. */
    String arguments() {
        return arguments;
    }

    /** The name of its folder in {@code examples/}. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
