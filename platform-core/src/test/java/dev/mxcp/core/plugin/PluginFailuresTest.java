package dev.mxcp.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a jar stops the start with the jar, the cause and the remedy. */
class PluginFailuresTest {

    @TempDir
    private Path directory;

    @Test
    void aDirectoryThatDoesNotExist() {
        var missing = directory.resolve("nowhere");

        assertThat(LoadProblems.in(missing))
                .containsExactly(missing + ": plugin directory does not exist; create it, or correct the path in the"
                        + " configuration");
    }

    @Test
    void aFileThatIsNoJar() throws Exception {
        Files.writeString(directory.resolve("broken.jar"), "this is not a jar");

        assertThat(problem("broken.jar"))
                .startsWith("is not a jar, or is damaged")
                .endsWith("copy or download it again, and compare its checksum");
    }

    @Test
    void anEmptyFile() throws Exception {
        Files.createFile(directory.resolve("broken.jar"));

        assertThat(problem("broken.jar")).startsWith("is not a jar, or is damaged");
    }

    @Test
    void aJarThatWasCutOff() throws Exception {
        var jar = VaultJar.sound().in(directory, "cut.jar");
        var bytes = Files.readAllBytes(jar);
        Files.write(jar, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(problem("cut.jar")).startsWith("is not a jar, or is damaged");
    }

    @Test
    void aLibraryThatIsNoPlugin() {
        VaultJar.sound().manifest("Plugin-Id", null).in(directory, "lib.jar");

        assertThat(problem("lib.jar"))
                .startsWith("has no Plugin-Id in its manifest, so it is not a plugin; move the jar elsewhere");
    }

    @Test
    void aBadId() {
        VaultJar.sound().manifest("Plugin-Id", "Acme Vault").in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .isEqualTo("has a bad Plugin-Id 'Acme Vault'; set Plugin-Id in META-INF/MANIFEST.MF, such as"
                        + " 'acme-warehouse'");
    }

    @Test
    void noVersion() {
        VaultJar.sound().manifest("Plugin-Version", null).in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .isEqualTo("has no Plugin-Version in its manifest; set Plugin-Version in META-INF/MANIFEST.MF, such"
                        + " as '1.2.0'");
    }

    @Test
    void aJarThatBundlesTheSpi() throws Exception {
        VaultJar.sound()
                .file("dev/mxcp/spi/PlatformPlugin.class", classBytes(dev.mxcp.spi.PlatformPlugin.class))
                .in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .isEqualTo("bundles the SPI, which the platform already shares with plugins; give dev.mxcp:spi the"
                        + " scope 'provided' and build the plugin again");
    }

    @Test
    void allProblemsOfAllJarsAreReportedTogether() throws Exception {
        Files.writeString(directory.resolve("a.jar"), "no jar");
        VaultJar.named("b").manifest("Plugin-Requires", ">=9.0.0").in(directory, "b.jar");
        VaultJar.entry("return null;").manifest("Plugin-Id", "acme-c").in(directory, "c.jar");
        VaultJar.named("d").in(directory, "d.jar");
        VaultJar.named("e")
                .manifest("Plugin-Version", null)
                .manifest("Plugin-Requires", ">=9.0.0")
                .withoutFile(PluginJar.SERVICE)
                .in(directory, "e.jar");

        assertThat(LoadProblems.in(directory).stream().map(problem -> fileOf(problem)))
                .containsExactlyInAnyOrder("a.jar", "b.jar", "c.jar", "e.jar", "e.jar");
    }

    private String problem(String jar) {
        return LoadProblems.of(directory, jar);
    }

    private String fileOf(String problem) {
        return problem.substring(directory.toString().length() + 1, problem.indexOf(": "));
    }

    private static byte[] classBytes(Class<?> type) throws Exception {
        try (var in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        }
    }
}
