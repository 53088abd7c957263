/**
 * The embedded DuckDB as a data source. Compiled twice, each time against another driver: the jar {@code source-duckdb}
 * carries DuckDB 1.5, {@code source-duckdb2} DuckDB 2.0.
 */
@NullMarked
package dev.mxcp.plugin.source.duckdb;

import org.jspecify.annotations.NullMarked;
