package dev.mxcp.cli;

import dev.mxcp.conformance.ConformancePlugin;
import dev.mxcp.spi.PlatformPlugin;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs the package {@code dev.mxcp.conformance} of the tests as a vendor's build would: classes, manifest, entry. */
final class ConformanceJar {

    private ConformanceJar() {}

    static Path in(Path folder) throws IOException {
        var jar = Files.createDirectories(folder).resolve("conformance.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest())) {
            entry(out, "META-INF/services/" + PlatformPlugin.class.getName(), name().getBytes(StandardCharsets.UTF_8));
            var classes = classes();
            try (var files =
                    Files.walk(classes.resolve(name().replace('.', '/')).getParent())) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    entry(out, classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        }
        return jar;
    }

    private static String name() {
        return ConformancePlugin.class.getName();
    }

    private static Path classes() {
        try {
            return Path.of(ConformancePlugin.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Manifest manifest() {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Plugin-Id", "conformance");
        attributes.putValue("Plugin-Version", "1.0.0");
        attributes.putValue("Plugin-Requires", ">=0.1.0 & <0.2.0");
        return manifest;
    }

    private static void entry(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
