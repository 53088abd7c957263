package dev.mxcp.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service entry of a jar, and what it supplies. */
class PluginEntryTest {

    @TempDir
    private Path directory;

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

    private String problem(String jar) {
        return LoadProblems.of(directory, jar);
    }
}
