/** The protocol: messages in, answers out. The only package that knows the MCP SDK; transports see plain types. */
@NullMarked
package dev.mxcp.core.mcp;

import org.jspecify.annotations.NullMarked;
