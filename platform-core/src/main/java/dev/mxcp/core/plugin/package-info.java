/**
 * What plugins supply: finds their jars, checks them, loads each in a class loader of its own, and offers their
 * factories by kind and name. The only package that knows pf4j.
 */
@NullMarked
package dev.mxcp.core.plugin;

import org.jspecify.annotations.NullMarked;
