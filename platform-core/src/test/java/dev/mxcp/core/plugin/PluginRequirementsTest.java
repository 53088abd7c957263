package dev.mxcp.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jars need of the platform and of each other. */
class PluginRequirementsTest {

    @TempDir
    private Path directory;

    @Test
    void anotherVersionOfTheSpi() {
        VaultJar.sound().manifest("Plugin-Requires", ">=2.0.0").in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .isEqualTo("was built for SPI >=2.0.0, and this is SPI 0.1.0; take a release of the plugin built for"
                        + " SPI 0.1.x, or a release of mxcp that offers SPI >=2.0.0");
    }

    @Test
    void aBareVersionOfTheSpiMeansAtLeast() {
        VaultJar.sound().manifest("Plugin-Requires", "0.0.9").in(directory, "a.jar");

        PluginCatalog.load(List.of(directory)).close();
    }

    @Test
    void noVersionOfTheSpi() {
        VaultJar.sound().manifest("Plugin-Requires", null).in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .isEqualTo("does not say which SPI it was built for; set Plugin-Requires in META-INF/MANIFEST.MF,"
                        + " such as '>=0.1.0'");
    }

    @Test
    void aVersionOfTheSpiThatCannotBeRead() {
        VaultJar.sound().manifest("Plugin-Requires", ">=0.1.0-SNAPSHOT").in(directory, "a.jar");

        assertThat(problem("a.jar")).startsWith("has a Plugin-Requires that cannot be read: '>=0.1.0-SNAPSHOT'");
    }

    @Test
    void aDependencyThatIsNotInstalled() {
        VaultJar.sound().manifest("Plugin-Dependencies", "acme-base@>=1.0.0").in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .isEqualTo("needs the plugin 'acme-base', which is not installed; add that plugin's jar to the plugin"
                        + " directory");
    }

    @Test
    void aDependencyInTheWrongVersionIsBlamedOnTheDependentOnly() {
        var base = VaultJar.named("base").in(directory, "base.jar");
        VaultJar.named("top")
                .manifest("Plugin-Dependencies", "acme-base@>=2.0.0")
                .in(directory, "top.jar");

        assertThat(problem("top.jar"))
                .isEqualTo("needs the plugin 'acme-base' in version >=2.0.0, and %s is 1.2.3; install a version of"
                                .formatted(base)
                        + " 'acme-base' that fits");
    }

    @Test
    void dependenciesInACircle() {
        VaultJar.named("one").manifest("Plugin-Dependencies", "acme-two").in(directory, "one.jar");
        VaultJar.named("two").manifest("Plugin-Dependencies", "acme-one").in(directory, "two.jar");

        assertThat(LoadProblems.in(directory))
                .hasSize(2)
                .allMatch(problem -> problem.contains("depends on itself through its Plugin-Dependencies"));
    }

    @Test
    void twoJarsWithOneId() {
        var first = VaultJar.sound().in(directory, "one.jar");
        VaultJar.sound().manifest("Plugin-Version", "2.0.0").in(directory, "two.jar");

        assertThat(problem("two.jar"))
                .isEqualTo("has the Plugin-Id 'acme-vault', as has %s; remove one of the two jars (versions 2.0.0 and"
                                .formatted(first)
                        + " 1.2.3)");
    }

    @Test
    void twoJarsThatSupplyOneName() {
        var first = VaultJar.sound().manifest("Plugin-Id", "acme-one").in(directory, "one.jar");
        VaultJar.sound().manifest("Plugin-Id", "acme-two").in(directory, "two.jar");

        assertThat(problem("two.jar"))
                .isEqualTo("supplies the secret resolver 'vault', as does %s; remove one of the two jars"
                        .formatted(first));
    }

    private String problem(String jar) {
        return LoadProblems.of(directory, jar);
    }
}
