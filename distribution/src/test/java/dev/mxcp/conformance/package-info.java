/**
 * A plugin as a vendor would write it: the endpoint language {@code conformance}, whose endpoints are what the MCP
 * conformance suite expects of a server under test. Tests pack this package into a jar; it knows the SPI only.
 */
@NullMarked
package dev.mxcp.conformance;

import org.jspecify.annotations.NullMarked;
