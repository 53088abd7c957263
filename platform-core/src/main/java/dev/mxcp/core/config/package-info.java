/** Binds plain values from YAML to config records, and says what is wrong with them. */
@NullMarked
package dev.mxcp.core.config;

import org.jspecify.annotations.NullMarked;
