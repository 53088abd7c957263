/** MCP over standard input and output. */
@NullMarked
package dev.mxcp.core.stdio;

import org.jspecify.annotations.NullMarked;
