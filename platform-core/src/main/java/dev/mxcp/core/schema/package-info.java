/** The published JSON Schemas of every YAML file of a project, and checking against them. */
@NullMarked
package dev.mxcp.core.schema;

import org.jspecify.annotations.NullMarked;
