/** Calls that go on when their caller has stopped waiting. */
@NullMarked
package dev.mxcp.core.task;

import org.jspecify.annotations.NullMarked;
