/** Endpoints written in Python, run by worker processes of the project's own CPython. */
@NullMarked
package dev.mxcp.plugin.lang.python;

import org.jspecify.annotations.NullMarked;
