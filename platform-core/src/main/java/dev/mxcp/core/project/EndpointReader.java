package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.EndpointDefinition.Annotations;
import dev.mxcp.core.project.Project.FailedFile;
import dev.mxcp.core.schema.PublishedSchema;
import dev.mxcp.core.schema.Violation;
import dev.mxcp.core.type.ParameterDefinition;
import dev.mxcp.core.yaml.YamlDocument;
import dev.mxcp.core.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one endpoint file: syntax, structure, then what belongs together. Thread-safe. */
final class EndpointReader {

    /** What the protocol asks of the names of tools. */
    private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private final ProjectFiles files;

    EndpointReader(ProjectFiles files) {
        this.files = files;
    }

    /** @param expected the kinds whose folders the file lies in */
    EndpointFile read(Path file, Set<Kind> expected) {
        try {
            if (!files.isInside(file)) {
                var problem = Problem.error(
                        files.start(file),
                        "the file leads out of the project through a symbolic link",
                        "copy it into the project");
                return new EndpointFile.Unusable(new FailedFile(files.name(file), null, null, List.of(problem)), null);
            }
            return read(files.yaml(file), file, expected);
        } catch (YamlException e) {
            return new EndpointFile.Unusable(new FailedFile(files.name(file), null, null, e.problems()), null);
        } catch (IOException e) {
            var problem = Problem.error(files.start(file), "the file cannot be read", "check its permissions");
            return new EndpointFile.Unusable(new FailedFile(files.name(file), null, null, List.of(problem)), null);
        }
    }

    private EndpointFile read(YamlDocument document, Path file, Set<Kind> expected) {
        if (document.root() == null) {
            var problem =
                    Problem.error(files.start(file), "Endpoint file is empty", "define a tool, resource or prompt");
            return new EndpointFile.Unusable(new FailedFile(document.file(), null, null, List.of(problem)), null);
        }
        var root = Section.of(document.root());
        var kind = kind(root);
        if (kind != null
                && Boolean.FALSE.equals(root.section(kind.key()).values().get("enabled"))) {
            return new EndpointFile.Skipped(List.of());
        }
        var problems = new ArrayList<Problem>();
        var violations = PublishedSchema.named("endpoint").check(document.root());
        for (var violation : violations) {
            problems.add(ConfigFile.problem(document, document.root(), violation));
        }
        if (kind == null || !onlyVersion(violations)) {
            return unusable(document, kind, problems, null);
        }
        if (!expected.contains(kind)) {
            return new EndpointFile.Skipped(List.of(Problem.warning(
                    document.keyAt(List.of(kind.key())),
                    "a " + kind.key() + " in a folder for other endpoints is skipped",
                    "move the file to the folder for " + kind.key() + "s")));
        }
        var known = problems.size();
        var definition = new Definition(document, file, kind, root, problems).read();
        if (definition == null || problems.stream().skip(known).anyMatch(Problem::isError)) {
            return unusable(document, kind, problems, null);
        }
        return known == 0
                ? new EndpointFile.Usable(definition, problems)
                : unusable(document, kind, problems, definition);
    }

    /** A file of another version, or of none, can be read as far as it goes. */
    private static boolean onlyVersion(List<Violation> violations) {
        return violations.stream().allMatch(violation -> violation.path().equals(List.of("mxcp")));
    }

    private static EndpointFile unusable(
            YamlDocument document,
            @Nullable Kind kind,
            List<Problem> problems,
            @Nullable EndpointDefinition definition) {
        var name = kind == null
                ? null
                : document.value(List.of(kind.key(), kind == Kind.RESOURCE ? "uri" : "name")) instanceof String text
                        ? text
                        : null;
        var sorted = problems.stream().sorted(ProblemOrder.BY_PLACE).toList();
        return new EndpointFile.Unusable(new FailedFile(document.file(), kind, name, sorted), definition);
    }

    /** Null unless the file holds exactly one kind. */
    private static @Nullable Kind kind(Section root) {
        Kind found = null;
        for (var kind : Kind.values()) {
            if (root.values().get(kind.key()) != null) {
                if (found != null) {
                    return null;
                }
                found = kind;
            }
        }
        return found;
    }

    /** One file's endpoint, its structure already checked. */
    private final class Definition {

        private final YamlDocument document;
        private final Kind kind;
        private final Section root;
        private final Section endpoint;
        private final List<Object> path;
        private final List<Problem> problems;
        private final TypeReader types;
        private final SourceReader sources;

        Definition(YamlDocument document, Path file, Kind kind, Section root, List<Problem> problems) {
            this.document = document;
            this.kind = kind;
            this.root = root;
            this.endpoint = root.section(kind.key());
            this.path = List.of(kind.key());
            this.problems = problems;
            this.types = new TypeReader(document, problems);
            this.sources = new SourceReader(files, document, file, problems);
        }

        @Nullable
        EndpointDefinition read() {
            var name = endpoint.text(kind == Kind.RESOURCE ? "uri" : "name", "");
            if (kind == Kind.TOOL && !TOOL_NAME.matcher(name).matches()) {
                problems.add(Problem.warning(
                        document.at(Trees.append(path, "name")),
                        "clients may refuse a tool with the name '" + name + "'",
                        "write 1 to 128 letters (A-Z, a-z), digits, '_', '-' and '.'"));
            }
            var coded = endpoint.values().get("source") != null;
            var language = coded ? sources.language(endpoint) : null;
            var source =
                    coded ? sources.read(endpoint.section("source"), Trees.append(path, "source"), language) : null;
            if (coded && source == null) {
                parameters();
                return null;
            }
            var parameters = parameters();
            if (kind == Kind.RESOURCE) {
                UriVariables.check(name, parameters, document.at(Trees.append(path, "uri")), problems);
            }
            var title = endpoint.text("title");
            return new EndpointDefinition(
                    kind,
                    document.file(),
                    document.keyAt(path),
                    name,
                    title == null && kind == Kind.RESOURCE ? endpoint.text("name") : title,
                    endpoint.text("description"),
                    endpoint.text("mime_type"),
                    endpoint.texts("tags"),
                    annotations(),
                    parameters,
                    endpoint.values().get("return") == null ? null : types.read(Trees.append(path, "return")),
                    language,
                    source,
                    new MessageReader(document, sources, problems).read(endpoint, path),
                    endpoint.values().get("policies") == null ? null : endpoint.raw("policies"),
                    Trees.list(endpoint.values().get("tests")).stream()
                            .map(Trees::map)
                            .toList(),
                    root.raw("metadata"),
                    endpoint.flag("provenance"),
                    new DetailsReader(document, problems).read(kind, endpoint, path),
                    new CompletionReader(document, sources, problems).read(kind, endpoint, path),
                    task(),
                    answersBlocks());
        }

        private boolean answersBlocks() {
            var blocks = "blocks".equals(endpoint.text("content"));
            if (blocks && endpoint.values().get("return") != null) {
                problems.add(Problem.error(
                        document.at(Trees.append(path, "content")),
                        "an endpoint that answers blocks of content has no value for 'return' to describe",
                        "remove 'return', or remove 'content'"));
            }
            return blocks;
        }

        private List<ParameterDefinition> parameters() {
            return new ParameterReader(document, kind, types, problems).read(endpoint, path);
        }

        private @Nullable TaskDefinition task() {
            var task = endpoint.values().get("task");
            if (Boolean.TRUE.equals(task)) {
                return TaskDefinition.PLAIN;
            }
            var terms = endpoint.section("task");
            return task instanceof Map
                    ? new TaskDefinition(
                            terms.flag("required", false),
                            terms.isPositive("wait") ? terms.seconds("wait", Duration.ZERO) : Duration.ZERO,
                            terms.duration("timeout"),
                            terms.duration("keep"),
                            terms.duration("poll_interval"))
                    : null;
        }

        /** A tool's; those of a resource are among its details. */
        private Annotations annotations() {
            if (kind != Kind.TOOL) {
                return Annotations.NONE;
            }
            var annotations = endpoint.section("annotations");
            return new Annotations(
                    annotations.text("title"),
                    annotations.flag("readOnlyHint"),
                    annotations.flag("destructiveHint"),
                    annotations.flag("idempotentHint"),
                    annotations.flag("openWorldHint"));
        }
    }
}
