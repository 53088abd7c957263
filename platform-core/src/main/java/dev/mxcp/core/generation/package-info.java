/** Makes a loaded project ready to run. */
@NullMarked
package dev.mxcp.core.generation;

import org.jspecify.annotations.NullMarked;
