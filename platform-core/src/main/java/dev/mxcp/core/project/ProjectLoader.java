package dev.mxcp.core.project;

/** Reads a project: its site file, the user's configuration and every endpoint file. Safe to call again for a reload. */
public final class ProjectLoader {

    private ProjectLoader() {}

    /**
     * Loads everything and reports every problem together; files that cannot be used are left out of the endpoints.
     *
     * @throws ProjectException when there is nothing to go on: no site file, or an unusable configuration
     */
    public static Project load(ProjectOptions options) throws ProjectException {
        throw new UnsupportedOperationException(options.startDirectory().toString());
    }
}
