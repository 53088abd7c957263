package dev.mxcp.core.config;

import java.util.Locale;

/** YAML keys and record components: {@code max_rows} or {@code max-rows} is {@code maxRows}. */
final class Keys {

    private Keys() {}

    /** {@code maxRows} to {@code max_rows}. */
    static String ofComponent(String component) {
        return component.replaceAll("(?<=.)(\\p{Lu})", "_$1").toLowerCase(Locale.ROOT);
    }

    /** The spelling that {@link #ofComponent} uses. */
    static String normalised(String key) {
        return key.replace('-', '_');
    }
}
