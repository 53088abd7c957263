package dev.mxcp.plugin.lang.python.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the project's code started, and a worker that is gone left running in its session. */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private static final Path PROCESSES = Path.of("/proc");
    /** After the command in {@code /proc/<pid>/stat}: state, parent, group, session. */
    private static final int SESSION = 3;

    private Leftovers() {}

    /**
     * Ends them. The kernel gives the number of a session to no new process while the session has members; so whoever
     * has it now shows that nothing was left.
     *
     * @param session the number of the worker, which opened it and is gone
     */
    static void end(long session) {
        if (!Files.isDirectory(PROCESSES) || ProcessHandle.of(session).isPresent()) {
            return;
        }
        // A handle remembers when its process began, and never signals another one that has got its number since.
        ProcessHandle.allProcesses()
                .filter(process -> session(process.pid()) == session)
                .forEach(process -> {
                    LOG.atDebug()
                            .addKeyValue("pid", process.pid())
                            .log("a Python worker left a process, which is ended");
                    process.destroyForcibly();
                });
    }

    private static long session(long pid) {
        try {
            // The command may hold anything, blanks and brackets too.
            var stat = Files.readString(PROCESSES.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            return Long.parseLong(
                    stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ")[SESSION]);
        } catch (IOException e) {
            LOG.atTrace().setCause(e).log("a process is gone already");
            return 0;
        }
    }
}
