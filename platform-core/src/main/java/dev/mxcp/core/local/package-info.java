/** The command line's way into a project that a running server holds: one request, one reply, over a Unix socket. */
@NullMarked
package dev.mxcp.core.local;

import org.jspecify.annotations.NullMarked;
