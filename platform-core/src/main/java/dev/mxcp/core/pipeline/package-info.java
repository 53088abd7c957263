/** The one way every call goes. */
@NullMarked
package dev.mxcp.core.pipeline;

import org.jspecify.annotations.NullMarked;
