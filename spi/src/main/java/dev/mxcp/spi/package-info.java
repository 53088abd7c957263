/**
 * What a plugin can supply to mxcp, and what it gets in return.
 *
 * <p>A plugin jar holds one {@link dev.mxcp.spi.PlatformPlugin}, found with {@link java.util.ServiceLoader}. Its
 * methods return {@link dev.mxcp.spi.Factory factories}; the platform binds a YAML block to the factory's config record
 * and asks the factory for the configured thing. This package depends on the JDK and JSpecify only, and so may be
 * shared with every plugin's class loader.
 */
@NullMarked
package dev.mxcp.spi;

import org.jspecify.annotations.NullMarked;
