/** Prompts written as Jinja templates, rendered in a sandbox by jinjava. */
@NullMarked
package dev.mxcp.plugin.lang.jinja;

import org.jspecify.annotations.NullMarked;
