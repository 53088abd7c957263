/** MCP over streamable HTTP, and health. The only package that knows Helidon. */
@NullMarked
package dev.mxcp.core.http;

import org.jspecify.annotations.NullMarked;
