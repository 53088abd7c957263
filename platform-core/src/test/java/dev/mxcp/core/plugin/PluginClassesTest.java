package dev.mxcp.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that a jar lacks, or that do not fit. */
class PluginClassesTest {

    @TempDir
    private Path directory;

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

    private String problem(String jar) {
        return LoadProblems.of(directory, jar);
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
