package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project as its files define it, for one profile. Immutable.
 *
 * @param root the folder that holds {@code mxcp-site.yml}, absolute
 * @param name the {@code project} of the site file
 * @param profile the active profile
 * @param endpoints enabled and structurally sound, in the order of their files
 * @param setApart endpoints of {@code failedFiles} that are there to find what else is wrong with them
 * @param failedFiles endpoint files that cannot be used, in order
 * @param problems everything found, errors of {@code failedFiles} included, ordered by place
 * @param digest SHA-256 over everything read, in lower-case hex
 * @param files everything read, absolute, sorted; what {@code --watch} looks at besides the folders
 */
public record Project(
        Path root,
        String name,
        String profile,
        Settings settings,
        List<EndpointDefinition> endpoints,
        List<EndpointDefinition> setApart,
        List<FailedFile> failedFiles,
        List<Problem> problems,
        String digest,
        List<Path> files) {

    public Project {
        endpoints = List.copyOf(endpoints);
        setApart = List.copyOf(setApart);
        failedFiles = List.copyOf(failedFiles);
        problems = List.copyOf(problems);
        files = List.copyOf(files);
    }

    /** True when every file can be used. Warnings do not count. */
    public boolean isSound() {
        return problems.stream().noneMatch(Problem::isError);
    }

    /**
     * An endpoint file that cannot be used.
     *
     * @param file relative to the root, with {@code /}
     * @param kind null when the file does not tell
     * @param name the tool's or prompt's name, or the resource's URI; null when the file does not tell
     * @param problems at least one error
     */
    public record FailedFile(
            String file, @Nullable Kind kind, @Nullable String name, List<Problem> problems) {
        public FailedFile {
            problems = List.copyOf(problems);
        }
    }
}
