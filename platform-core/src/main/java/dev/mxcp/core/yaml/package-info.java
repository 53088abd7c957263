/** Reading YAML: plain Java values with the place of each one. */
@NullMarked
package dev.mxcp.core.yaml;

import org.jspecify.annotations.NullMarked;
