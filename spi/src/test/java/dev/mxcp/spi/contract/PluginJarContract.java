package dev.mxcp.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What the platform expects of a plugin's jar. Runs after packaging, as an integration test. */
public abstract class PluginJarContract {

    private static final String SERVICE = "META-INF/services/dev.mxcp.spi.PlatformPlugin";

    protected abstract Path jar();

    @Test
    final void theManifestSaysWhoItIsAndWhatItNeeds() {
        assertThat(attribute("Plugin-Id")).as("Plugin-Id").matches("[a-z0-9]+([.-][a-z0-9]+)*");
        assertThat(attribute("Plugin-Version"))
                .as("Plugin-Version")
                .matches("\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]+)?");
        assertThat(attribute("Plugin-Requires"))
                .as("Plugin-Requires: a range of SPI versions without suffixes")
                .matches("[<>=~^ 0-9.&|]+");
    }

    @Test
    final void theServiceEntryNamesOneClassOfTheJar() {
        var named = read(jar -> text(jar, SERVICE)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList());

        assertThat(named)
                .singleElement()
                .satisfies(name -> assertThat(entries()).contains(name.replace('.', '/') + ".class"));
    }

    @Test
    final void whatThePlatformSharesIsNotInside() {
        assertThat(entries()).noneMatch(name -> name.startsWith("dev/mxcp/spi/"));
        assertThat(entries()).noneMatch(name -> name.startsWith("org/slf4j/") && name.endsWith(".class"));
    }

    @Test
    final void noClassIsForANewerJavaThanThePlatforms() {
        assertThat(entries())
                .filteredOn(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                .allMatch(name -> read(jar -> classFileVersion(jar, name)) <= 69, "runs on Java 25");
    }

    private List<String> entries() {
        return read(jar -> jar.stream().map(JarEntry::getName).toList());
    }

    private String attribute(String name) {
        return read(jar -> {
            try {
                var manifest = jar.getManifest();
                assertThat(manifest).as(JarFile.MANIFEST_NAME).isNotNull();
                return String.valueOf(manifest.getMainAttributes().getValue(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private <T> T read(Function<JarFile, T> reading) {
        try (var jar = new JarFile(jar().toFile())) {
            return reading.apply(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JarFile jar, String name) {
        assertThat(jar.getEntry(name)).as(name).isNotNull();
        return new String(bytes(jar, name), StandardCharsets.UTF_8);
    }

    private static int classFileVersion(JarFile jar, String name) {
        var bytes = bytes(jar, name);
        return (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
    }

    private static byte[] bytes(JarFile jar, String name) {
        try (var in = jar.getInputStream(jar.getEntry(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
