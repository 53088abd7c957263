package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.EndpointDefinition.Source;
import dev.mxcp.core.yaml.YamlDocument;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds an endpoint's implementation and its language. */
final class SourceReader {

    private final ProjectFiles files;
    private final YamlDocument document;
    private final Path yaml;
    private final List<Problem> problems;

    SourceReader(ProjectFiles files, YamlDocument document, Path yaml, List<Problem> problems) {
        this.files = files;
        this.document = document;
        this.yaml = yaml;
        this.problems = problems;
    }

    /**
     * The endpoint's own key wins over the source's, and both over the file's ending.
     *
     * @return null when the file has an ending that only a plugin may know
     */
    @Nullable
    String language(Section endpoint) {
        var source = endpoint.section("source");
        for (var named :
                new @Nullable String[] {endpoint.text("language"), source.text("language"), source.text("type")}) {
            if (named != null) {
                return named.toLowerCase(Locale.ROOT);
            }
        }
        var file = source.text("file", ".sql").toLowerCase(Locale.ROOT);
        if (file.endsWith(".py")) {
            return "python";
        }
        return file.endsWith(".sql") ? "sql" : null;
    }

    /** @return null when there is no usable source; the problems say why */
    @Nullable
    Source read(Section source, List<Object> path, @Nullable String language) {
        var function = source.text("function");
        var file = source.text("file");
        var found = file == null
                ? inline(source.text("code", ""), Trees.append(path, "code"), function)
                : readFile(file, Trees.append(path, "file"), function);
        if (found != null && found.text().isBlank()) {
            refuse(
                    Trees.append(path, file == null ? "code" : "file"),
                    "sql".equals(language) ? "No SQL query found" : "the source is empty",
                    "write the implementation");
            return null;
        }
        return found;
    }

    private Source inline(String code, List<Object> path, @Nullable String function) {
        return new Source(code, null, function, document.textAt(path), document.isVerbatim(path));
    }

    /** @return null when there is no usable file; the problems say why */
    @Nullable
    Source readFile(String name, List<Object> path, @Nullable String function) {
        return readFile(
                name, path, file -> new Source(files.text(file), files.name(file), function, files.start(file), true));
    }

    /** @return null when there is no usable file; the problems say why */
    byte @Nullable [] bytes(String name, List<Object> path) {
        return readFile(name, path, files::bytes);
    }

    private <T> @Nullable T readFile(String name, List<Object> path, Content<T> content) {
        try {
            var file = locate(name);
            if (!file.startsWith(files.root())) {
                refuse(path, "the source file '" + name + "' is outside of the project", "move it into the project");
                return null;
            }
            if (!files.isInside(file)) {
                refuse(
                        path,
                        "the source file '" + name + "' leads out of the project through a symbolic link",
                        "copy it into the project");
                return null;
            }
            return content.of(file);
        } catch (CharacterCodingException e) {
            refuse(path, "the source file '" + name + "' is not UTF-8 text", "save it as UTF-8");
            return null;
        } catch (InvalidPathException e) {
            refuse(path, "Error resolving source code: '" + name + "' is not a file name", "");
            return null;
        } catch (NoSuchFileException e) {
            refuse(path, "Error resolving source code: there is no file '" + shown(name) + "'", "check the path");
            return null;
        } catch (IOException e) {
            refuse(
                    path,
                    "Error resolving source code: '" + shown(name) + "' cannot be read",
                    "check that it is a file with at most " + ProjectFiles.maxBytes() + " bytes");
            return null;
        }
    }

    private Path locate(String name) {
        var relative = name.startsWith("/") ? files.root().resolve(name.substring(1)) : yaml.resolveSibling(name);
        return relative.normalize();
    }

    private String shown(String name) {
        return files.name(locate(name));
    }

    private void refuse(List<Object> path, String message, String remedy) {
        problems.add(Problem.error(document.at(path), message, remedy));
    }

    @FunctionalInterface
    private interface Content<T> {
        T of(Path file) throws IOException;
    }
}
