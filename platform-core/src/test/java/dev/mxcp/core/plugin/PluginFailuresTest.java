package dev.mxcp.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mxcp.core.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a jar stops the start with the jar, the cause and the remedy. */
class PluginFailuresTest {

    @TempDir
    private Path directory;

    @Test
    void aDirectoryThatDoesNotExist() {
        var missing = directory.resolve("nowhere");

        assertThat(problemsOf(missing))
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

        assertThat(problemsOf(directory))
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
    void noServiceEntry() {
        VaultJar.sound().withoutFile(PluginJar.SERVICE).in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .isEqualTo("has no service entry META-INF/services/dev.mxcp.spi.PlatformPlugin; add that file to the"
                        + " jar, with the name of the class that implements PlatformPlugin");
    }

    @Test
    void anEmptyServiceEntry() {
        VaultJar.sound().file(PluginJar.SERVICE, "# nothing").in(directory, "a.jar");

        assertThat(problem("a.jar")).startsWith("has a service entry that cannot be used (it names no class); write");
    }

    @Test
    void aServiceEntryWithTwoClasses() {
        VaultJar.sound()
                .file(PluginJar.SERVICE, "com.acme.VaultPlugin\ncom.acme.Other\n")
                .source("com.acme.Other", """
                    package com.acme;
                    public final class Other implements dev.mxcp.spi.PlatformPlugin {}
                    """)
                .in(directory, "a.jar");

        assertThat(problem("a.jar")).contains("it names more than one class");
    }

    @Test
    void aServiceEntryForAClassThatIsNotThere() {
        VaultJar.sound().file(PluginJar.SERVICE, "com.acme.Forgotten").in(directory, "a.jar");

        assertThat(problem("a.jar")).contains("Provider com.acme.Forgotten not found");
    }

    @Test
    void aServiceEntryForAClassThatIsNoPlugin() {
        VaultJar.sound().file(PluginJar.SERVICE, "com.acme.VaultConfig").in(directory, "a.jar");

        assertThat(problem("a.jar")).startsWith("has a service entry that cannot be used");
    }

    @Test
    void anEntryWithoutAPublicConstructor() {
        VaultJar.sound().source(VaultJar.ENTRY, """
                    package com.acme;
                    public final class VaultPlugin implements dev.mxcp.spi.PlatformPlugin {
                        VaultPlugin() {}
                    }
                    """).in(directory, "a.jar");

        assertThat(problem("a.jar")).contains("no public constructor without arguments");
    }

    @Test
    void aConstructorThatThrows() {
        VaultJar.sound().source(VaultJar.ENTRY, """
                    package com.acme;
                    public final class VaultPlugin implements dev.mxcp.spi.PlatformPlugin {
                        public VaultPlugin() { throw new IllegalStateException("no licence file"); }
                    }
                    """).in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .startsWith("its constructor failed with IllegalStateException: no licence file; report this");
    }

    @Test
    void aStaticInitializerThatThrows() {
        VaultJar.sound().source(VaultJar.ENTRY, """
                    package com.acme;
                    public final class VaultPlugin implements dev.mxcp.spi.PlatformPlugin {
                        static final int X = Integer.parseInt("x");
                    }
                    """).in(directory, "a.jar");

        assertThat(problem("a.jar")).startsWith("its constructor failed with NumberFormatException");
    }

    @Test
    void aKindThatThrows() {
        VaultJar.entry("throw new IllegalStateException(\"boom\");").in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .startsWith("listing its secret resolvers failed with IllegalStateException: boom; report this");
    }

    @Test
    void aKindThatIsNull() {
        VaultJar.entry("return null;").in(directory, "a.jar");

        assertThat(problem("a.jar")).contains("listing its secret resolvers failed", "null instead of a list");
    }

    @Test
    void aFactoryThatIsNull() {
        VaultJar.entry("return java.util.Collections.singletonList(null);").in(directory, "a.jar");

        assertThat(problem("a.jar")).contains("a factory is null");
    }

    @Test
    void aNameThatCannotBeWritten() {
        VaultJar.named("My Vault").manifest("Plugin-Id", "acme-vault").in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .isEqualTo("names a secret resolver 'My Vault', which cannot be written in YAML; let"
                        + " com.acme.VaultFactory.name() return lower-case words joined by hyphens, such as"
                        + " 'acme-db'");
    }

    @Test
    void aConfigTypeThatIsNoRecord() {
        VaultJar.sound()
                .source(
                        "com.acme.VaultFactory",
                        VaultJar.factory("vault", "return null;")
                                .replace(
                                        "return VaultConfig.class;",
                                        "return (Class<VaultConfig>) (Class<?>) String.class;"))
                .in(directory, "a.jar");

        assertThat(problem("a.jar")).startsWith("has a config type that is not a record: java.lang.String");
    }

    @Test
    void aMissingLibrary() {
        VaultJar.entry("return com.lib.Lib.factories();")
                .source("com.lib.Lib", """
                    package com.lib;
                    import dev.mxcp.spi.*;
                    import java.util.List;
                    public final class Lib {
                        public static List<Factory<?, ? extends SecretResolver>> factories() { return List.of(); }
                    }
                    """)
                .withoutClass("com.lib.Lib")
                .in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .isEqualTo("needs the class com.lib.Lib, which it does not contain; add the library to the plugin's"
                        + " jar: plugins see only dev.mxcp.spi, org.slf4j and the JDK");
    }

    @Test
    void aLibraryOfThePlatform() {
        VaultJar.entry("tools.jackson.databind.json.JsonMapper.shared(); return List.of();")
                .in(directory, "a.jar");

        assertThat(problem("a.jar")).startsWith("needs the class tools.jackson.databind.json.JsonMapper, which");
    }

    @Test
    void thePlatformItself() {
        VaultJar.entry("dev.mxcp.core.problem.Location.of(\"x\"); return List.of();")
                .in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .isEqualTo("needs the class dev.mxcp.core.problem.Location, which it does not contain; plugins see"
                        + " only dev.mxcp.spi, org.slf4j and the JDK: write it against the SPI");
    }

    @Test
    void aClassForANewerJava() throws Exception {
        var sound = VaultJar.sound().in(directory, "a.jar");
        byte[] bytes;
        try (var jar = new JarFile(sound.toFile())) {
            bytes = jar.getInputStream(jar.getEntry("com/acme/VaultPlugin.class"))
                    .readAllBytes();
        }
        ByteBuffer.wrap(bytes).putShort(6, (short) 99);
        VaultJar.sound().file("com/acme/VaultPlugin.class", bytes).in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .startsWith("was built for a newer Java than this one (%d)"
                        .formatted(Runtime.version().feature()))
                .contains("run mxcp with that Java, or take a release of the plugin built for Java");
    }

    @Test
    void aClassThatHasOtherMethodsThanWhenThePluginWasBuilt() {
        VaultJar.entry("return com.lib.Lib.factories();")
                .source("com.lib.Lib", """
                    package com.lib;
                    import dev.mxcp.spi.*;
                    import java.util.List;
                    public final class Lib {
                        public static List<Factory<?, ? extends SecretResolver>> factories() { return List.of(); }
                    }
                    """)
                .file("com/lib/Lib.class", emptyClass())
                .in(directory, "a.jar");

        assertThat(problem("a.jar"))
                .startsWith("was compiled against other classes than it finds")
                .contains("take a release of the plugin built for SPI 0.1.0");
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

        assertThat(problemsOf(directory).stream().map(problem -> fileOf(problem)))
                .containsExactlyInAnyOrder("a.jar", "b.jar", "c.jar", "e.jar", "e.jar");
    }

    private String problem(String jar) {
        var prefix = directory.resolve(jar) + ": ";
        assertThat(problemsOf(directory)).singleElement().asString().startsWith(prefix);
        return problemsOf(directory).getFirst().substring(prefix.length());
    }

    private static List<String> problemsOf(Path directory) {
        var failure = catchThrowableOfType(PluginException.class, () -> PluginCatalog.load(List.of(directory)));
        return failure.problems().stream().map(Problem::toString).toList();
    }

    private String fileOf(String problem) {
        return problem.substring(directory.toString().length() + 1, problem.indexOf(": "));
    }

    private static byte[] classBytes(Class<?> type) throws Exception {
        try (var in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        }
    }

    private byte[] emptyClass() {
        var other = new TestingJar()
                .source("com.lib.Lib", "package com.lib; public final class Lib {}")
                .in(directory.resolve("elsewhere/deeper"), "lib.zip");
        try (var jar = new JarFile(other.toFile())) {
            return jar.getInputStream(jar.getEntry("com/lib/Lib.class")).readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
