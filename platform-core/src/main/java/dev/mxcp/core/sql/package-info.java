/** SQL as an endpoint language, and the built-in SQL tools. */
@NullMarked
package dev.mxcp.core.sql;

import org.jspecify.annotations.NullMarked;
