package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoProjectTest {

    @TempDir
    private Path directory;

    private DemoProject demo;

    @BeforeEach
    void unpack() throws IOException {
        var source = directory.resolve("examples/quakes");
        Files.createDirectories(source.resolve("tools"));
        Files.writeString(source.resolve("mxcp-site.yml"), "mxcp: 1\nproject: quakes\nprofile: default\n");
        Files.writeString(source.resolve("tools/a.yml"), "mxcp: 1\n");
        demo = new DemoProject(source, directory.resolve("copy"));
    }

    @Test
    void everyFileIsCopied() throws IOException {
        assertThat(demo.copy()).isTrue();
        assertThat(demo.target().resolve("tools/a.yml")).hasContent("mxcp: 1");
    }

    @Test
    void aCopyThatWasMadeBeforeKeepsItsChanges() throws IOException {
        demo.copy();
        Files.writeString(demo.target().resolve("tools/a.yml"), "changed");
        assertThat(demo.copy()).isFalse();
        assertThat(demo.target().resolve("tools/a.yml")).hasContent("changed");
    }

    @Test
    void somethingElseIsNeverOverwritten() throws IOException {
        Files.createDirectories(demo.target());
        Files.writeString(demo.target().resolve("mxcp-site.yml"), "mxcp: 1\nproject: mine\nprofile: default\n");
        assertThatThrownBy(demo::copy).isInstanceOf(CommandFailure.class).hasMessageContaining("--dir");
        assertThat(demo.target().resolve("tools")).doesNotExist();
    }

    @Test
    void anExampleThatIsNotThereIsTold() {
        var missing = new DemoProject(directory.resolve("examples/none"), directory.resolve("copy"));
        assertThatThrownBy(missing::copy).isInstanceOf(CommandFailure.class).hasMessageContaining("no example");
    }
}
