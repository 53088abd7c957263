package dev.mxcp.plugin.lang.python.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarFile;

/** The plugin's own Python, as files that an interpreter can read. */
final class PythonFiles {

    private static final String ROOT = "python/";
    private static final String MAIN = ROOT + "mxcp_worker/__main__.py";

    private PythonFiles() {}

    /**
     * The folder they are in; unpacked when they come in a jar.
     *
     * @param target where to unpack; created when it is needed
     */
    static Path in(Path target) {
        var main = Objects.requireNonNull(
                PythonFiles.class.getClassLoader().getResource(MAIN), "the plugin lacks its Python files");
        try {
            if (main.openConnection() instanceof JarURLConnection jar) {
                jar.setUseCaches(false);
                try (var file = jar.getJarFile()) {
                    unpack(file, target);
                }
                return target;
            }
            return Objects.requireNonNull(
                    Objects.requireNonNull(file(main).getParent()).getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("the plugin's Python files cannot be unpacked", e);
        }
    }

    private static Path file(URL url) {
        return Path.of(URI.create(url.toString()));
    }

    private static void unpack(JarFile jar, Path target) throws IOException {
        for (var entry : jar.stream()
                .filter(entry -> entry.getName().startsWith(ROOT) && !entry.isDirectory())
                .toList()) {
            var file = target.resolve(entry.getName().substring(ROOT.length())).normalize();
            if (!file.startsWith(target)) {
                throw new IOException("an entry leads out of the folder");
            }
            Files.createDirectories(file.getParent());
            try (var in = jar.getInputStream(entry)) {
                Files.copy(in, file);
            }
        }
    }
}
