package dev.mxcp.plugin.lang.jinja;

/** Templates have nothing to configure. */
public record JinjaConfig() {}
