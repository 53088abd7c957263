package dev.mxcp.core.project;

import java.nio.file.Path;

/**
 * What tells one project from another on this machine.
 *
 * @param root the folder that holds {@code mxcp-site.yml}, absolute
 * @param profile the one that is chosen
 */
public record ProjectPlace(Path root, String profile) {}
