/** The composition root: a project, its plugins and its database, put together and kept up to date. */
@NullMarked
package dev.mxcp.core;

import org.jspecify.annotations.NullMarked;
