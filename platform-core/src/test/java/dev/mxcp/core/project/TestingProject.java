package dev.mxcp.core.project;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mxcp.core.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A project in a temporary folder, with a home of its own beside it. */
final class TestingProject {

    static final String SITE = "mxcp: 1\nproject: shop\nprofile: dev\n";

    private final Path root;
    private final Path home;
    private ProjectOptions options;
    private SecretResolvers resolvers = SecretResolvers.none();

    private TestingProject(Path folder) {
        this.root = folder.resolve("project");
        this.home = folder.resolve("home");
        this.options = ProjectOptions.of(root).withHome(home).withEnvironment(Map.of());
    }

    static TestingProject in(Path folder) {
        return new TestingProject(folder).file("mxcp-site.yml", SITE);
    }

    Path root() {
        return root;
    }

    TestingProject site(String rest) {
        return file("mxcp-site.yml", SITE + rest);
    }

    TestingProject user(String text) {
        write(home.resolve(".mxcp/config.yml"), text);
        return this;
    }

    TestingProject file(String name, String text) {
        write(root.resolve(name), text);
        return this;
    }

    TestingProject environment(Map<String, String> environment) {
        options = options.withEnvironment(environment);
        return this;
    }

    TestingProject options(ProjectOptions value) {
        options = value;
        return this;
    }

    TestingProject resolvers(SecretResolvers value) {
        resolvers = value;
        return this;
    }

    ProjectOptions options() {
        return options;
    }

    Project load() throws ProjectException {
        return ProjectLoader.load(options, resolvers);
    }

    Settings settings() throws ProjectException {
        return load().settings();
    }

    List<String> problems() throws ProjectException {
        return load().problems().stream().map(Problem::toString).toList();
    }

    EndpointDefinition only() throws ProjectException {
        return load().endpoints().getFirst();
    }

    /** Problems of a configuration that cannot be used. */
    List<String> refusal() {
        return catchThrowableOfType(ProjectException.class, this::load).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
