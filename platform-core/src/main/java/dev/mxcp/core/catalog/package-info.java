/** Generations: a project made ready to run, immutable, replaced as a whole. */
@NullMarked
package dev.mxcp.core.catalog;

import org.jspecify.annotations.NullMarked;
