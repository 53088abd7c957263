package dev.mxcp.core.yaml;

/**
 * How much of a document is taken.
 *
 * @param bytes size of the file
 * @param depth lists and mappings inside each other
 * @param values values in the document once every alias is written out
 */
public record YamlLimits(int bytes, int depth, int values) {
    public static final YamlLimits DEFAULTS = new YamlLimits(2 * 1024 * 1024, 64, 200_000);
}
