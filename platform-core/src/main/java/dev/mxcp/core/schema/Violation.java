package dev.mxcp.core.schema;

import java.util.List;
import java.util.Set;

/**
 * One way in which a document departs from its schema, in words for its author. Never tells a
 * {@link dev.mxcp.spi.Secret}'s text.
 *
 * @param path steps from the root: a String for a key, an Integer for an index
 * @param place whether the problem is the value at the path, or the key itself
 * @param types the JSON types asked for when the type is wrong; otherwise empty
 */
public record Violation(List<Object> path, Place place, String message, String remedy, Set<String> types) {

    public enum Place {
        KEY,
        VALUE
    }

    public Violation {
        path = List.copyOf(path);
        types = Set.copyOf(types);
    }
}
