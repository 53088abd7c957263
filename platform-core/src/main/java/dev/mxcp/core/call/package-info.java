/** The words for one call: the request, the way back to the client, the outcome. */
@NullMarked
package dev.mxcp.core.call;

import org.jspecify.annotations.NullMarked;
