package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar in a folder that the site file names: it is listed there, and resolves references of the configuration. */
class ProjectPluginsIT {

    private static final String PLUGIN = """
            package com.acme;
            import dev.mxcp.spi.*;
            import java.util.List;
            public final class Keyring implements PlatformPlugin {
                public record Config(String greeting) {}
                @Override public List<Factory<?, ? extends SecretResolver>> secretResolvers() {
                    return List.of(new KeyringFactory());
                }
                private static final class KeyringFactory implements Factory<Config, SecretResolver> {
                    @Override public String name() { return "keyring"; }
                    @Override public Class<Config> configType() { return Config.class; }
                    @Override public SecretResolver create(Config config, PluginContext context) {
                        return new Resolver(config.greeting() + "-" + context.profile());
                    }
                }
                private record Resolver(String prefix) implements SecretResolver {
                    @Override public String scheme() { return "keyring"; }
                    @Override public Secret resolve(String reference) {
                        if (reference.endsWith("none")) {
                            throw new PlatformException(PlatformException.Code.FAILED, "no key 'none' in the keyring");
                        }
                        return new Secret(prefix + ".duckdb");
                    }
                }
            }
            """;

    @TempDir
    private Path project;

    private InstalledMxcp mxcp;

    @BeforeEach
    void aProjectWithAPluginOfItsOwn() throws IOException {
        mxcp = new InstalledMxcp(project);
        install("jars/keyring.jar");
        site("keyring://path");
        write("tools/one.yml", "mxcp: 1\ntool: { name: one, description: One, source: { code: SELECT 1 AS a } }\n");
        write("mxcp-config.yml", "secret_resolvers: { keyring: { greeting: hello } }\n");
    }

    @Test
    void thePluginsOfTheProjectAreListedInIt() throws Exception {
        var result = mxcp.run(List.of("plugins", "list", "--json-output"));

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(Json.mapper().readTree(result.out()).get("result").valueStream())
                .extracting(plugin -> plugin.get("name").stringValue())
                .contains("acme-keyring", "source-duckdb");
    }

    @Test
    void aReferenceIsResolvedByThePlugin() throws Exception {
        var result = mxcp.run(List.of("run", "tool", "one", "--json-output"));

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(project.resolve("hello-dev.duckdb")).exists();
        assertThat(mxcp.run(List.of("list")).out()).contains("one (tools/one.yml)");
    }

    @Test
    void whatThePluginCannotResolveStopsTheCommandWithItsPlace() throws Exception {
        site("keyring://none");

        var result = mxcp.run(List.of("validate"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("mxcp-site.yml:5:36: no key 'none' in the keyring");
    }

    private void site(String path) throws IOException {
        write("mxcp-site.yml", """
                mxcp: 1
                project: shop
                profile: dev
                plugins: { directories: [jars] }
                profiles: { dev: { duckdb: { path: "%s" } } }
                """.formatted(path));
    }

    private void install(String name) throws IOException {
        var classes = Files.createDirectories(project.resolve("classes"));
        write("Keyring.java", PLUGIN);
        var compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        project.resolve("Keyring.java").toString());
        assertThat(compiled).isZero();
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Plugin-Id", "acme-keyring");
        manifest.getMainAttributes().putValue("Plugin-Version", "1.0.0");
        manifest.getMainAttributes().putValue("Plugin-Requires", ">=0.1.0 & <0.2.0");
        write("classes/META-INF/services/dev.mxcp.spi.PlatformPlugin", "com.acme.Keyring\n");
        var jar = project.resolve(name);
        Files.createDirectories(jar.getParent());
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
        }
    }

    private void write(String name, String text) throws IOException {
        var file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
