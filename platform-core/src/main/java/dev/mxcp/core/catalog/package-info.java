/** What a project offers, ready to run: generations and their endpoints. */
@NullMarked
package dev.mxcp.core.catalog;

import org.jspecify.annotations.NullMarked;
