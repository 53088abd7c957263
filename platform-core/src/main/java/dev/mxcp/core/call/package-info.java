/** One call, one way: the call, its outcome, and the stages between them. */
@NullMarked
package dev.mxcp.core.call;

import org.jspecify.annotations.NullMarked;
