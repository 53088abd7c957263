/** Contract kits: what every implementation of a kind must do. A vendor extends them in the tests of a plugin. */
@NullMarked
package dev.mxcp.spi.contract;

import org.jspecify.annotations.NullMarked;
