package dev.mxcp.plugin.lang.python.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the project's code started, and a worker that is gone left running: all of its session, and whatever else has its
 * mark in the environment that it was started with.
 *
 * @param session the number of the worker, which opened the session and is gone
 * @param mark a name and a value, as in {@link Launch#mark}
 */
record Leftovers(long session, String mark) {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private static final Path PROCESSES = Path.of("/proc");
    /** After the command in {@code /proc/<pid>/stat}: state, parent, group, session. */
    private static final int STATE = 0;

    private static final int SESSION = 3;
    /** One that is just being started may be missed at first. */
    private static final int MOST_ROUNDS = 20;

    void end() {
        if (!Files.isDirectory(PROCESSES)) {
            return;
        }
        // The kernel gives the number of a session to no new process while the session has members; so whoever has it
        // now shows that nothing was left in it.
        var isOver = ProcessHandle.of(session).isPresent();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            // A handle remembers when its process began, and never signals another one that has got its number since.
            var left = ProcessHandle.allProcesses()
                    .filter(process -> !isOver && session(process.pid()) == session || isMarked(process.pid()))
                    .toList();
            if (left.isEmpty()) {
                return;
            }
            left.forEach(Leftovers::end);
        }
    }

    private static void end(ProcessHandle process) {
        LOG.atDebug().addKeyValue("pid", process.pid()).log("a Python worker left a process, which is ended");
        process.destroyForcibly();
    }

    /** 0 when it is gone, or has ended and waits to be reaped. */
    private static long session(long pid) {
        // The command may hold anything, blanks and brackets too.
        var stat = text(pid, "stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length <= SESSION || fields[STATE].equals("Z") ? 0 : Long.parseLong(fields[SESSION]);
    }

    /** Never of a process that has ended: that has no environment any more. */
    private boolean isMarked(long pid) {
        return ("\0" + text(pid, "environ")).contains("\0" + mark + "\0");
    }

    /** Empty when the process is gone, or belongs to somebody else. */
    private static String text(long pid, String file) {
        try {
            return Files.readString(PROCESSES.resolve(pid + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            LOG.atTrace().setCause(e).log("nothing to be read of a process");
            return "";
        }
    }
}
