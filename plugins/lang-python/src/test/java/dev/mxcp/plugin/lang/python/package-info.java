@NullMarked
package dev.mxcp.plugin.lang.python;

import org.jspecify.annotations.NullMarked;
