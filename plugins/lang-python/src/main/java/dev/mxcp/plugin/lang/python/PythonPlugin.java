package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.PlatformPlugin;

/** Supplies the endpoint language {@code python}, and SQL functions written in it. */
public final class PythonPlugin implements PlatformPlugin {}
