@NullMarked
package dev.mxcp.plugin.lang.python.process;

import org.jspecify.annotations.NullMarked;
