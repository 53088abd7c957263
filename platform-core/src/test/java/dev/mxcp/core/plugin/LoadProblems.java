package dev.mxcp.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mxcp.core.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/** What is said of the jars in a directory that cannot be loaded. */
final class LoadProblems {

    private LoadProblems() {}

    static List<String> in(Path directory) {
        var failure = catchThrowableOfType(PluginException.class, () -> PluginCatalog.load(List.of(directory)));
        return failure.problems().stream().map(Problem::toString).toList();
    }

    /** The only problem, which is that of the jar; without the jar's name. */
    static String of(Path directory, String jar) {
        var prefix = directory.resolve(jar) + ": ";
        var problems = in(directory);
        assertThat(problems).singleElement().asString().startsWith(prefix);
        return problems.getFirst().substring(prefix.length());
    }
}
