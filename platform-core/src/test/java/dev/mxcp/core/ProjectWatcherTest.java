package dev.mxcp.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.project.ProjectLoader;
import dev.mxcp.core.project.ProjectOptions;
import dev.mxcp.core.project.SecretResolvers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProjectWatcherTest {

    @TempDir
    private Path root;

    private final CountDownLatch told = new CountDownLatch(1);

    @Test
    void aChangeIsTold() throws Exception {
        try (var _ = watcher()) {
            write("mxcp-site.yml", "mxcp: 1\nproject: seen\nprofile: other\n");

            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aChangeIsToldBesideAFileThatIsWrittenAllTheTime() throws Exception {
        try (var _ = watcher()) {
            var writer = Thread.ofVirtual().start(this::writeUntilTold);

            var isTold = told.await(30, TimeUnit.SECONDS);

            writer.interrupt();
            writer.join();
            assertThat(isTold).isTrue();
        }
    }

    private ProjectWatcher watcher() throws Exception {
        write("mxcp-site.yml", "mxcp: 1\nproject: seen\nprofile: default\n");
        var options = ProjectOptions.of(root).withEnvironment(Map.of()).withHome(root);
        var project = ProjectLoader.load(options, SecretResolvers.none());
        return ProjectWatcher.start(() -> project, told::countDown);
    }

    private void writeUntilTold() {
        for (var i = 0; told.getCount() > 0 && !Thread.currentThread().isInterrupted(); i++) {
            write("shop.duckdb.wal", String.valueOf(i));
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(root.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
