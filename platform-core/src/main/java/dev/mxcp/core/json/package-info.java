/** JSON text and JSON-like plain Java: the only package that knows Jackson's mapper. */
@NullMarked
package dev.mxcp.core.json;

import org.jspecify.annotations.NullMarked;
