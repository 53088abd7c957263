package dev.mxcp.plugin.lang.python.process;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that decides how worker processes of a project are started. */
public final class Launch {

    private final Path directory;
    private final WorkFolder folder;
    private final List<String> command;
    private final Map<String, String> environment;
    private final @Nullable String user;

    private Launch(
            Path directory,
            WorkFolder folder,
            List<String> command,
            Map<String, String> environment,
            @Nullable String user) {
        this.directory = directory;
        this.folder = folder;
        this.command = command;
        this.environment = environment;
        this.user = user;
    }

    /**
     * Finds the interpreter, and tries what confines it.
     *
     * @param allowed names of environment variables that workers may see
     * @throws PlatformException when there is none, or this machine does not allow the sandbox
     */
    public static Launch of(
            Path project,
            WorkFolder folder,
            @Nullable String python,
            Sandbox sandbox,
            List<String> allowed,
            Map<String, String> environment) {
        var command = new ArrayList<>(sandbox.prefix());
        command.add(Interpreter.find(python, project, environment).toString());
        command.add(folder.python().resolve("mxcp_worker").toString());
        var seen = Environment.of(environment, allowed);
        if (sandbox.user() != null) {
            seen = Environment.as(sandbox.user(), project, seen);
        }
        return new Launch(project, folder, List.copyOf(command), seen, sandbox.user());
    }

    Path newSocket() {
        return folder.newSocket();
    }

    @Nullable
    String user() {
        return user;
    }

    Process start(Path socket) {
        var builder = new ProcessBuilder(new ArrayList<>(command));
        builder.command().add(socket.toString());
        builder.directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new PlatformException(Code.UNAVAILABLE, "Python cannot be started (%s)".formatted(e.getMessage()), e);
        }
    }
}
