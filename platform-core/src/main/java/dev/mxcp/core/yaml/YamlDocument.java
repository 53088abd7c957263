package dev.mxcp.core.yaml;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.yaml.Marks.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One YAML document as plain Java: null, Boolean, Long, BigInteger, Double, String, byte[], LocalDate, LocalDateTime,
 * OffsetDateTime, List, Map with string keys in the order of the file. Containers are unmodifiable; those reached
 * through an alias are shared.
 *
 * <p>A path is a list of steps from the root: a String for a key, an Integer for an index.
 */
public final class YamlDocument {

    private final String file;
    private final @Nullable Object root;
    private final Marks marks;
    private final Mark start;

    YamlDocument(String file, @Nullable Object root, Marks marks, Mark start) {
        this.file = file;
        this.root = root;
        this.marks = marks;
        this.start = start;
    }

    public String file() {
        return file;
    }

    /** Null for an empty document, and for one that says {@code null}. */
    public @Nullable Object root() {
        return root;
    }

    public @Nullable Object value(List<?> path) {
        return YamlPath.value(root, path);
    }

    /** The place of the value at the path; of the nearest value around it where there is none. */
    public Location at(List<?> path) {
        return Marks.location(file, locate(path, false));
    }

    /** Where the text of the value at the path starts. */
    public Location textAt(List<?> path) {
        var mark = locate(path, false);
        var text = mark.text();
        return text == null ? Marks.location(file, mark) : new Location(file, text.line(), text.column());
    }

    /** True when the lines of the text at the path stand in the file as they are, all from the same column on. */
    public boolean isVerbatim(List<?> path) {
        var text = locate(path, false).text();
        return text != null && text.verbatim();
    }

    /** The place of the key, or of the list's item, that the path ends with. */
    public Location keyAt(List<?> path) {
        return Marks.location(file, locate(path, true));
    }

    private Mark locate(List<?> path, boolean key) {
        var value = root;
        var mark = start;
        for (int i = 0; i < path.size(); i++) {
            var step = path.get(i);
            if (value == null) {
                break;
            }
            var last = i == path.size() - 1;
            var found = key && last ? marks.key(value, step) : marks.value(value, step);
            if (found == null) {
                break;
            }
            mark = found;
            value = YamlPath.step(value, step);
        }
        return mark;
    }
}
