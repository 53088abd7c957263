package dev.mxcp.core.mcp;

import dev.mxcp.spi.InputRequest;

/** Questions to the client, as the protocol writes them. */
final class InputWire {

    private InputWire() {}

    /** What to say when a client did not declare that it can answer. */
    static String undeclared(InputRequest request) {
        return switch (request) {
            case InputRequest.Form _ -> "this client cannot ask its user for input";
            case InputRequest.Page _ -> "this client cannot open pages for its user";
            case InputRequest.Sample _ -> "this client offers no model to sample from";
            case InputRequest.Roots _ -> "this client does not tell its folders";
        };
    }
}
