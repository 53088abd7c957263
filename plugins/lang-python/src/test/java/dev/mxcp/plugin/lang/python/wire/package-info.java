@NullMarked
package dev.mxcp.plugin.lang.python.wire;

import org.jspecify.annotations.NullMarked;
