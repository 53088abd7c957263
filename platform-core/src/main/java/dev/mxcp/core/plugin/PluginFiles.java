package dev.mxcp.core.plugin;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds plugin jars: in a directory, and one level below it, where a jar may lie with its native libraries. */
final class PluginFiles {

    private PluginFiles() {}

    /** Jars in the order of the directories, then by name; each file once. */
    static List<Path> in(List<Path> directories, List<Problem> problems) {
        var files = new ArrayList<Path>();
        var seen = new HashSet<Path>();
        for (var directory : directories) {
            collect(directory, files, seen, problems);
        }
        return files;
    }

    private static void collect(Path directory, List<Path> files, Set<Path> seen, List<Problem> problems) {
        if (!Files.isDirectory(directory)) {
            problems.add(Problem.error(
                    Location.of(directory.toString()),
                    "plugin directory does not exist",
                    "create it, or correct the path in the configuration"));
            return;
        }
        try {
            for (var entry : visible(directory)) {
                var jars = Files.isDirectory(entry) ? visible(entry) : List.of(entry);
                for (var jar : jars) {
                    if (isJar(jar) && seen.add(jar.toRealPath())) {
                        files.add(jar);
                    }
                }
            }
        } catch (IOException e) {
            problems.add(Problem.error(
                    Location.of(directory.toString()),
                    "plugin directory cannot be read: " + e,
                    "check its permissions"));
        }
    }

    private static List<Path> visible(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !fileName(entry).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isJar(Path file) {
        return fileName(file).toLowerCase(Locale.ROOT).endsWith(".jar") && Files.isRegularFile(file);
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }
}
