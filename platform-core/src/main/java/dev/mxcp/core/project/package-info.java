/** A project's files, read and checked: site and user configuration, endpoint definitions. */
@NullMarked
package dev.mxcp.core.project;

import org.jspecify.annotations.NullMarked;
