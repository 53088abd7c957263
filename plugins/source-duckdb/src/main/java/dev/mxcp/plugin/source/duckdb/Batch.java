package dev.mxcp.plugin.source.duckdb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that came over in one hop.
 *
 * @param last no more will come
 * @param truncated the row limit has cut the rest off
 */
record Batch(List<List<@Nullable Object>> rows, boolean last, boolean truncated) {}
