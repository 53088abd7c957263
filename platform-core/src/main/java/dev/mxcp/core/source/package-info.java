/** The project's databases: which engine, opened how, shared by whom. */
@NullMarked
package dev.mxcp.core.source;

import org.jspecify.annotations.NullMarked;
