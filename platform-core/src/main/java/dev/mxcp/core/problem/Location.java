package dev.mxcp.core.problem;

import java.util.Comparator;

/**
 * A place in a project's file.
 *
 * @param file relative to the project's root, with {@code /}; or as the user named it
 * @param line from 1; 0 when only the file is known
 * @param column from 1; 0 when only the line is known
 */
public record Location(String file, int line, int column) implements Comparable<Location> {

    private static final Comparator<Location> ORDER = Comparator.comparing(Location::file)
            .thenComparingInt(Location::line)
            .thenComparingInt(Location::column);

    public static Location of(String file) {
        return new Location(file, 0, 0);
    }

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }

    /** {@code tools/x.yml:12:7}, which editors and terminals make clickable. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
