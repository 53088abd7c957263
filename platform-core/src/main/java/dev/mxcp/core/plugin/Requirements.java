package dev.mxcp.core.plugin;

import dev.mxcp.core.problem.Problem;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pf4j.DefaultVersionManager;
import org.pf4j.PluginDependency;
import org.pf4j.VersionManager;

/**
 * Checks what plugins ask of the platform and of each other, before pf4j sees them: pf4j disables what does not fit, and
 * gives up on all plugins when one dependency is missing.
 */
final class Requirements {

    private final VersionManager versions = new DefaultVersionManager();
    private final String spiVersion;

    Requirements(String spiVersion) {
        this.spiVersion = spiVersion;
    }

    /** The plugins whose requirements are met; for the others a problem is added. */
    List<PluginJar> check(List<PluginJar> jars, List<Problem> problems) {
        var byId = unique(jars, problems);
        var sound = new LinkedHashMap<String, PluginJar>();
        byId.forEach((id, jar) -> {
            var before = problems.size();
            checkSpi(jar, problems);
            checkDependencies(jar, byId, problems);
            if (problems.size() == before) {
                sound.put(id, jar);
            }
        });
        // a plugin whose dependency is refused cannot be opened, and has no fault of its own to report
        while (sound.values().removeIf(jar -> !dependencies(jar, byId).allMatch(sound::containsKey))) {}
        return List.copyOf(sound.values());
    }

    private static Map<String, PluginJar> unique(List<PluginJar> jars, List<Problem> problems) {
        var byId = new LinkedHashMap<String, PluginJar>();
        for (var jar : jars) {
            var first = byId.putIfAbsent(jar.id(), jar);
            if (first != null) {
                problems.add(jar.problem(
                        "has the Plugin-Id '%s', as has %s".formatted(jar.id(), first.file()),
                        "remove one of the two jars (versions %s and %s)"
                                .formatted(
                                        jar.descriptor().getVersion(),
                                        first.descriptor().getVersion())));
            }
        }
        return byId;
    }

    private void checkSpi(PluginJar jar, List<Problem> problems) {
        var requires = jar.descriptor().getRequires().strip();
        var line = spiVersion.substring(0, spiVersion.lastIndexOf('.'));
        if (requires.equals("*")) {
            problems.add(jar.problem(
                    "does not say which SPI it was built for",
                    "set Plugin-Requires in META-INF/MANIFEST.MF, such as '>=%s'".formatted(spiVersion)));
            return;
        }
        // pf4j reads a bare version as "at least"
        var expression = requires.matches("\\d+\\.\\d+\\.\\d+") ? ">=" + requires : requires;
        try {
            if (!versions.checkVersionConstraint(spiVersion, expression)) {
                problems.add(jar.problem(
                        "was built for SPI %s, and this is SPI %s".formatted(requires, spiVersion),
                        "take a release of the plugin built for SPI %s.x, or a release of mxcp that offers SPI %s"
                                .formatted(line, requires)));
            }
        } catch (RuntimeException e) {
            problems.add(jar.problem(
                    "has a Plugin-Requires that cannot be read: '%s'".formatted(requires),
                    "write a range of versions without suffixes, such as '>=%s & <1.0.0'".formatted(spiVersion)));
        }
    }

    private void checkDependencies(PluginJar jar, Map<String, PluginJar> byId, List<Problem> problems) {
        for (var dependency : jar.descriptor().getDependencies()) {
            var other = byId.get(dependency.getPluginId());
            if (other != null) {
                checkVersion(jar, dependency, other, problems);
            } else if (!dependency.isOptional()) {
                problems.add(jar.problem(
                        "needs the plugin '%s', which is not installed".formatted(dependency.getPluginId()),
                        "add that plugin's jar to the plugin directory"));
            }
        }
        if (reaches(jar, jar.id(), byId, new HashSet<>())) {
            problems.add(jar.problem(
                    "depends on itself through its Plugin-Dependencies", "break the circle of Plugin-Dependencies"));
        }
    }

    private void checkVersion(PluginJar jar, PluginDependency dependency, PluginJar other, List<Problem> problems) {
        var range = dependency.getPluginVersionSupport();
        var version = other.descriptor().getVersion();
        try {
            if (!versions.checkVersionConstraint(version, range)) {
                problems.add(jar.problem(
                        "needs the plugin '%s' in version %s, and %s is %s"
                                .formatted(other.id(), range, other.file(), version),
                        "install a version of '%s' that fits".formatted(other.id())));
            }
        } catch (RuntimeException e) {
            problems.add(jar.problem(
                    "has Plugin-Dependencies that cannot be read: '%s@%s'".formatted(other.id(), range),
                    "write the plugin's id and a range, such as '%s@>=1.0.0'".formatted(other.id())));
        }
    }

    private static boolean reaches(PluginJar from, String id, Map<String, PluginJar> byId, Set<String> seen) {
        return dependencies(from, byId)
                .anyMatch(next -> next.equals(id)
                        || seen.add(next) && byId.containsKey(next) && reaches(byId.get(next), id, byId, seen));
    }

    /** Ids a plugin cannot do without, and optional ones that are there. */
    private static Stream<String> dependencies(PluginJar jar, Map<String, PluginJar> byId) {
        return jar.descriptor().getDependencies().stream()
                .filter(dependency -> !dependency.isOptional() || byId.containsKey(dependency.getPluginId()))
                .map(PluginDependency::getPluginId);
    }
}
