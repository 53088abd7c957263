@NullMarked
package dev.mxcp.plugin.lang.jinja;

import org.jspecify.annotations.NullMarked;
