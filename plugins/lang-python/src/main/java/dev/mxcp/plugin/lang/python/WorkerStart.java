package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.PlatformException;

/** Starts one worker for a generation of the project. */
@FunctionalInterface
interface WorkerStart {

    /**
     * @param index of the worker among those that run side by side, from 0
     * @throws PlatformException when it cannot be had
     */
    Worker start(int index, Project project);
}
