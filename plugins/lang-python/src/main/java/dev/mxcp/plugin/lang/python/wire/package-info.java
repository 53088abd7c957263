/** What the platform and a worker say to each other: values, messages, frames. */
@NullMarked
package dev.mxcp.plugin.lang.python.wire;

import org.jspecify.annotations.NullMarked;
