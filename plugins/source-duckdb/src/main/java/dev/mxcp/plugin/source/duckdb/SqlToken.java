package dev.mxcp.plugin.source.duckdb;

/**
 * A piece of SQL text that is neither white space nor comment.
 *
 * @param start in UTF-16 units from 0
 * @param end one past the last unit
 */
record SqlToken(Kind kind, int start, int end) {

    enum Kind {
        /** A keyword or a plain identifier. */
        WORD,
        /** An identifier in double quotes. */
        QUOTED,
        /** A string of any quoting. */
        STRING,
        NUMBER,
        /** {@code $name}, or {@code $ name} and {@code $"name"} as the engine allows. */
        PARAMETER,
        /** {@code ?} or {@code $1}. */
        POSITIONAL,
        SEMICOLON,
        /** One character of anything else. */
        SYMBOL
    }
}
