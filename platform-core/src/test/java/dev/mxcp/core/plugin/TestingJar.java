package dev.mxcp.core.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles sources and packs them into a jar, as a vendor's build would. */
public final class TestingJar {

    private final Map<String, @Nullable String> manifest = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    /** A sound manifest and service entry, and no classes yet. */
    public static TestingJar plugin(String id, String entryClass) {
        return new TestingJar()
                .manifest("Plugin-Id", id)
                .manifest("Plugin-Version", "1.2.3")
                .manifest("Plugin-Requires", ">=0.1.0 & <1.0.0")
                .file(PluginJar.SERVICE, entryClass);
    }

    public TestingJar manifest(String name, @Nullable String value) {
        manifest.put(name, value);
        return this;
    }

    public TestingJar source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    public TestingJar file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public TestingJar file(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    public TestingJar withoutFile(String path) {
        files.remove(path);
        return this;
    }

    /** Compiles against the class and then forgets it, as when a library is not packed. */
    public TestingJar withoutClass(String className) {
        leftOut.add(className.replace('.', '/') + ".class");
        return this;
    }

    public Path in(Path directory, String name, Path... classPath) {
        try {
            Files.createDirectories(directory);
            var classes = Files.createTempDirectory("classes");
            compile(classes, classPath);
            var jar = directory.resolve(name);
            try (var out = new JarOutputStream(Files.newOutputStream(jar), attributes())) {
                for (var file : contents(classes).entrySet()) {
                    out.putNextEntry(new JarEntry(file.getKey()));
                    out.write(file.getValue());
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path classes, Path... classPath) throws IOException {
        var paths = new ArrayList<String>();
        for (var source : sources.entrySet()) {
            var file = classes.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            paths.add(Files.writeString(file, source.getValue()).toString());
        }
        if (paths.isEmpty()) {
            return;
        }
        var path = new StringBuilder(System.getProperty("java.class.path"));
        for (var each : classPath) {
            path.append(java.io.File.pathSeparator).append(each);
        }
        var arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none", "-cp", path.toString()));
        arguments.addAll(paths);
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("the sources of the test do not compile");
        }
    }

    private Map<String, byte[]> contents(Path classes) throws IOException {
        var contents = new LinkedHashMap<String, byte[]>();
        try (var found = Files.walk(classes)) {
            for (var file :
                    found.filter(each -> each.toString().endsWith(".class")).toList()) {
                contents.put(classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        leftOut.forEach(contents::remove);
        contents.putAll(files);
        return contents;
    }

    private Manifest attributes() {
        var attributes = new Manifest();
        attributes.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach((name, value) -> {
            if (value != null) {
                attributes.getMainAttributes().putValue(name, value);
            }
        });
        return attributes;
    }
}
