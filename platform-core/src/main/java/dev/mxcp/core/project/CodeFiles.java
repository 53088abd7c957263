package dev.mxcp.core.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Code that endpoints import: nobody names these files, but a change in one of them is a change of the project. */
final class CodeFiles {

    private static final Logger LOG = LoggerFactory.getLogger(CodeFiles.class);
    private static final String ENDING = ".py";

    private CodeFiles() {}

    /** Files that cannot be read are left to the language that needs them. */
    static void note(ProjectFiles files, Settings.Paths paths) {
        for (var folder : List.of(paths.python(), paths.plugins())) {
            if (Files.isDirectory(folder)) {
                note(files, folder);
            }
        }
    }

    private static void note(ProjectFiles files, Path folder) {
        try (Stream<Path> below = Files.walk(folder)) {
            for (var file : below.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                    .toList()) {
                files.note(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.atDebug().setCause(e).addKeyValue("folder", files.name(folder)).log("code cannot be read");
        }
    }
}
