/** What is wrong with a project or a configuration, where, and what to write instead. */
@NullMarked
package dev.mxcp.core.problem;

import org.jspecify.annotations.NullMarked;
