package dev.mxcp.core.mcp;

import dev.mxcp.spi.InputRequest;
import java.util.Map;

/** Takes the place of a result when the client must answer first; see {@link StatelessMethods}. */
record Suspension(Map<String, InputRequest> requests) {}
