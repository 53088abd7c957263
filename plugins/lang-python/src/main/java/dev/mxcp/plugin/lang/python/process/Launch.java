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

    /** In the environment of a worker and of all that it starts: its own socket, which no other worker ever has. */
    private static final String MARK = "MXCP_WORKER";

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

    /** By what the processes of a worker are known. */
    static String mark(Path socket) {
        return MARK + "=" + socket;
    }

    Process start(Path socket) {
        var builder = new ProcessBuilder(new ArrayList<>(command));
        builder.command().add(socket.toString());
        builder.directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put(MARK, socket.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new PlatformException(Code.UNAVAILABLE, "Python cannot be started (%s)".formatted(e.getMessage()), e);
        }
    }
}
