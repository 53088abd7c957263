package dev.mxcp.core.mcp;

/** The two ways in which the protocol has been spoken. */
enum Era {
    /** Until 2025-11-25: {@code initialize} starts a session, and the server may ask in the middle of a call. */
    SESSION,
    /** Since 2026-07-28: every request says all there is to know, and a question ends a call. */
    STATELESS
}
