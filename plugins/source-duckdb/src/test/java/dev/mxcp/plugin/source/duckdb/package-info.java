@NullMarked
package dev.mxcp.plugin.source.duckdb;

import org.jspecify.annotations.NullMarked;
