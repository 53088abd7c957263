package dev.mxcp.core;

import dev.mxcp.core.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches a project's folders and says when something in them has changed and rested for a moment, or does not rest. */
public final class ProjectWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectWatcher.class);
    /** Editors and version control write several files in a row. */
    private static final long QUIET_MILLIS = 200;
    /** Something that is written all the time, such as a database in the project's folder, must not hide changes. */
    private static final long LONGEST_MILLIS = 2000;

    private final Supplier<Project> project;
    private final Runnable changed;
    private final WatchService watch;
    private final Thread thread;

    private ProjectWatcher(Supplier<Project> project, Runnable changed, WatchService watch) {
        this.project = project;
        this.changed = changed;
        this.watch = watch;
        this.thread = Thread.ofVirtual().name("project-watcher").unstarted(this::run);
    }

    /** @param changed called on the watcher's thread, never twice at once */
    public static ProjectWatcher start(Supplier<Project> project, Runnable changed) {
        try {
            var root = project.get().root();
            var watcher =
                    new ProjectWatcher(project, changed, root.getFileSystem().newWatchService());
            watcher.register();
            watcher.thread.start();
            return watcher;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot watch the project's folders", e);
        }
    }

    private void run() {
        try {
            while (true) {
                forget(watch.take());
                awaitQuiet();
                tell();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            LOG.debug("watching ends");
        }
    }

    private void awaitQuiet() throws InterruptedException {
        var start = System.nanoTime();
        var key = watch.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        while (key != null) {
            forget(key);
            var passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            key = passed < LONGEST_MILLIS ? watch.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS) : null;
        }
    }

    private static void forget(WatchKey key) {
        key.pollEvents();
        key.reset();
    }

    /** Whatever goes wrong once must not end the watching. */
    private void tell() {
        try {
            changed.run();
            register();
        } catch (ClosedWatchServiceException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).log("a change could not be followed; the next one is tried again");
        }
    }

    /** Registers what is there now; registering a folder again is harmless. */
    private void register() throws IOException {
        for (var folder : folders()) {
            folder.register(
                    watch,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
    }

    /** The endpoints' folders with everything below, and the folder of every file that was read. */
    private Set<Path> folders() throws IOException {
        var current = project.get();
        var paths = current.settings().paths();
        var folders = new LinkedHashSet<Path>();
        for (var path : Set.of(paths.tools(), paths.resources(), paths.prompts(), paths.sql(), paths.python())) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> below = Files.walk(path)) {
                    below.filter(Files::isDirectory).forEach(folders::add);
                }
            }
        }
        current.files().stream().map(Path::getParent).filter(Files::isDirectory).forEach(folders::add);
        return folders;
    }

    @Override
    public void close() {
        try {
            watch.close();
            thread.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
