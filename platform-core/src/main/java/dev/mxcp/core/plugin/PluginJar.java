package dev.mxcp.core.plugin;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDescriptor;

/**
 * One jar and what its manifest says, read without loading a class.
 *
 * @param file as it was found, for messages
 */
record PluginJar(Path file, PluginDescriptor descriptor) {

    static final String SERVICE = "META-INF/services/dev.mxcp.spi.PlatformPlugin";

    private static final Pattern ID = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]+)?");

    String id() {
        return descriptor.getPluginId();
    }

    /** Reads the jar, or adds to the problems why it is none. */
    static Optional<PluginJar> read(Path file, List<Problem> problems) {
        try (var jar = new JarFile(file.toFile())) {
            var before = problems.size();
            checkContent(jar, file, problems);
            var descriptor = descriptor(jar.getManifest(), file, problems);
            return descriptor == null || problems.size() > before
                    ? Optional.empty()
                    : Optional.of(new PluginJar(file, descriptor));
        } catch (IOException | SecurityException | IllegalArgumentException e) {
            problems.add(problem(
                    file,
                    "is not a jar, or is damaged (" + e.getMessage() + ")",
                    "copy or download it again, and compare its checksum"));
            return Optional.empty();
        }
    }

    private static void checkContent(JarFile jar, Path file, List<Problem> problems) {
        if (jar.getEntry("dev/mxcp/spi/PlatformPlugin.class") != null) {
            problems.add(problem(
                    file,
                    "bundles the SPI, which the platform already shares with plugins",
                    "give dev.mxcp:spi the scope 'provided' and build the plugin again"));
        }
        if (jar.getEntry(SERVICE) == null) {
            problems.add(problem(
                    file,
                    "has no service entry " + SERVICE,
                    "add that file to the jar, with the name of the class that implements PlatformPlugin"));
        }
    }

    private static @Nullable PluginDescriptor descriptor(
            @Nullable Manifest manifest, Path file, List<Problem> problems) {
        if (manifest == null || manifest.getMainAttributes().getValue("Plugin-Id") == null) {
            problems.add(problem(
                    file,
                    "has no Plugin-Id in its manifest, so it is not a plugin",
                    "move the jar elsewhere (a plugin carries its libraries inside), or add Plugin-Id,"
                            + " Plugin-Version and Plugin-Requires to META-INF/MANIFEST.MF"));
            return null;
        }
        var attributes = manifest.getMainAttributes();
        check(attributes, "Plugin-Id", ID, "such as 'acme-warehouse'", file, problems);
        check(attributes, "Plugin-Version", VERSION, "such as '1.2.0'", file, problems);
        return new Descriptors().of(manifest);
    }

    private static void check(
            Attributes attributes, String name, Pattern pattern, String example, Path file, List<Problem> problems) {
        var value = attributes.getValue(name);
        if (value == null || !pattern.matcher(value.strip()).matches()) {
            problems.add(problem(
                    file,
                    value == null
                            ? "has no %s in its manifest".formatted(name)
                            : "has a bad %s '%s'".formatted(name, value),
                    "set %s in META-INF/MANIFEST.MF, %s".formatted(name, example)));
        }
    }

    InstalledPlugin installed(Map<String, List<String>> supplies) {
        return new InstalledPlugin(
                id(),
                descriptor.getVersion(),
                descriptor.getPluginDescription(),
                Objects.requireNonNullElse(descriptor.getProvider(), ""),
                descriptor.getRequires(),
                file.toAbsolutePath().normalize(),
                supplies);
    }

    Problem problem(String message, String remedy) {
        return problem(file, message, remedy);
    }

    static Problem problem(Path file, String message, String remedy) {
        return Problem.error(Location.of(file.toString()), message, remedy);
    }

    /** Opens pf4j's reading of manifests. */
    private static final class Descriptors extends ManifestPluginDescriptorFinder {
        PluginDescriptor of(Manifest manifest) {
            return createPluginDescriptor(manifest);
        }
    }
}
