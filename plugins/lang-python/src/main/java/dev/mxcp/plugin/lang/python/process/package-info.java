/** Worker processes: the interpreter, its command line, its limits, its output. */
@NullMarked
package dev.mxcp.plugin.lang.python.process;

import org.jspecify.annotations.NullMarked;
