package dev.mxcp.plugin.lang.python.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A private folder for sockets and for the plugin's own Python files; gone after {@link #close}. */
public final class WorkFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

    private final Path folder;
    private final Path python;
    private final AtomicLong sockets = new AtomicLong();

    private WorkFolder(Path folder, Path python) {
        this.folder = folder;
        this.python = python;
    }

    /**
     * Only the server can change what is in it: whoever could put a link in the place of a socket would be given what it
     * leads to.
     *
     * @param user who may reach what is in it besides the server's user; null for nobody
     */
    public static WorkFolder create(@Nullable String user) {
        try {
            var folder = Files.createTempDirectory(
                    "mxcp-python-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var python = PythonFiles.in(folder.resolve("python"));
            if (user != null) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            }
            return new WorkFolder(folder, python);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the sockets of Python workers", e);
        }
    }

    Path python() {
        return python;
    }

    Path newSocket() {
        return folder.resolve(sockets.incrementAndGet() + ".sock");
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a folder of Python workers was not removed");
        }
    }
}
