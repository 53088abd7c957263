package dev.mxcp.cli;

import dev.mxcp.core.Platform;
import dev.mxcp.core.PlatformOptions;
import dev.mxcp.core.local.FileOperations;
import dev.mxcp.core.local.LocalClient;
import dev.mxcp.core.local.LocalSocket;
import dev.mxcp.core.local.OutlineOperations;
import dev.mxcp.core.local.PlatformOperations;
import dev.mxcp.core.local.ProjectOperations;
import dev.mxcp.core.local.Request;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.Kind;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.project.ProjectLoader;
import dev.mxcp.core.project.ProjectOptions;
import java.util.Optional;

/** Opens as much of a project as a command needs, with the plugins, or asks the server that has it open. */
final class OpenProjects implements ProjectAccess {

    @Override
    public ProjectOperations open(ProjectOptions options, Request request) {
        try {
            var all = PlatformOptions.of(options, Distribution.current().home());
            if (request instanceof Request.Listing) {
                return new FileOperations(Platform.read(all));
            }
            if (request instanceof Request.Tokens) {
                return new OutlineOperations(Platform.outline(wanted(request, all)));
            }
            var server = server(options);
            if (server.isPresent()) {
                return server.get();
            }
            return new PlatformOperations(Platform.open(wanted(request, all)), Version::current);
        } catch (ProjectException e) {
            throw Problems.failure(e);
        }
    }

    /** Reading even the site file twice costs time, so it is only done where some server has been. */
    private static Optional<LocalClient> server(ProjectOptions options) throws ProjectException {
        if (!LocalSocket.mayExist(options.startDirectory())) {
            return Optional.empty();
        }
        var project = ProjectLoader.locate(options);
        return LocalClient.connect(LocalSocket.of(project.root(), project.profile()));
    }

    /** What is prepared: to run one endpoint the others need not be. */
    private static PlatformOptions wanted(Request request, PlatformOptions all) {
        return switch (request) {
            case Request.Run run -> all.withWanted(endpoint -> isMeant(run, endpoint));
            case Request.Query _, Request.Listing _ -> all.withWanted(endpoint -> false);
            case Request.Tokens _ -> all.withWanted(endpoint -> endpoint.kind() == Kind.TOOL);
            case Request.Validate _, Request.Status _ -> all;
        };
    }

    private static boolean isMeant(Request.Run run, EndpointDefinition endpoint) {
        return endpoint.kind() == run.kind()
                && (run.kind() == Kind.RESOURCE || endpoint.name().equals(run.name()));
    }
}
