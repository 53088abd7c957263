/** The command line: options in, text or JSON out. The only package that knows picocli. */
@NullMarked
package dev.mxcp.cli;

import org.jspecify.annotations.NullMarked;
