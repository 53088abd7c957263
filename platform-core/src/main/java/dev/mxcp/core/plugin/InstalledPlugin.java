package dev.mxcp.core.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One plugin as {@code mxcp plugins list} shows it.
 *
 * @param description empty when the manifest has none
 * @param provider empty when the manifest has none
 * @param requires the SPI versions it was built for
 * @param supplies names by kind, such as {@code data-source} to {@code [duckdb]}; in the order of the kinds
 */
public record InstalledPlugin(
        String id,
        String version,
        String description,
        String provider,
        String requires,
        Path jar,
        Map<String, List<String>> supplies) {}
