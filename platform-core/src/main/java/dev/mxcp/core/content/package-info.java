/** Blocks of content that an implementation answers in plain Java, as the protocol writes them. */
@NullMarked
package dev.mxcp.core.content;

import org.jspecify.annotations.NullMarked;
