package dev.mxcp.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mxcp.core.config.ConfigPlace;
import dev.mxcp.spi.SecretResolver;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every plugin sees its own classes, and all of them end with the catalog. */
class PluginIsolationTest {

    private static final ConfigPlace PLACE = ConfigPlace.of("", "mxcp-site.yml");

    @TempDir
    private Path directory;

    @Test
    void twoPluginsMayBringTwoVersionsOfOneLibrary() {
        withLibrary("one", "1.0").in(directory, "one.jar");
        withLibrary("two", "2.0").in(directory, "two.jar");

        try (var catalog = load()) {
            assertThat(resolver(catalog, "one").resolve("").reveal()).isEqualTo("1.0");
            assertThat(resolver(catalog, "two").resolve("").reveal()).isEqualTo("2.0");
        }
    }

    @Test
    void aPluginSeesTheClassesOfAPluginItDependsOn() {
        var base = withLibrary("base", "base library").in(directory, "a-base.jar");
        resolving("top", "com.lib.Lib.version()")
                .manifest("Plugin-Dependencies", "acme-base@>=1.0.0")
                .in(directory, "top.jar", base);

        try (var catalog = load()) {
            assertThat(resolver(catalog, "top").resolve("").reveal()).isEqualTo("base library");
            assertThat(catalog.plugins()).extracting(InstalledPlugin::id).containsExactly("acme-base", "acme-top");
        }
    }

    @Test
    void aPluginLogsThroughThePlatform() {
        resolving("logger", "org.slf4j.LoggerFactory.getILoggerFactory().getClass().getName()")
                .in(directory, "logger.jar");

        try (var catalog = load()) {
            assertThat(resolver(catalog, "logger").resolve("").reveal())
                    .isEqualTo(org.slf4j.LoggerFactory.getILoggerFactory()
                            .getClass()
                            .getName());
        }
    }

    @Test
    void allOfTheJdkIsVisible() {
        resolving("jdk", "java.sql.Types.class.getName() + java.net.http.HttpClient.class.getName()")
                .in(directory, "jdk.jar");

        try (var catalog = load()) {
            assertThat(resolver(catalog, "jdk").resolve("").reveal()).startsWith("java.sql");
        }
    }

    @Test
    void resourcesOfThePlatformAreHidden() {
        resolving(
                        "nosy",
                        "\"\" + VaultResolver.class.getClassLoader().getResource(\"dev/mxcp/core/plugin/PluginCatalog.class\")")
                .in(directory, "nosy.jar");

        try (var catalog = load()) {
            assertThat(resolver(catalog, "nosy").resolve("").reveal()).isEqualTo("null");
        }
    }

    @Test
    void closingTheCatalogClosesServicesNewestFirst() {
        closing("CLOSED.add(config.scheme());").in(directory, "vault.jar");
        var catalog = load();
        var closed = closed(catalog);
        create(catalog, "vault", "first");
        create(catalog, "vault", "second");
        create(catalog, "vault", "third").close();

        catalog.close();
        assertThat(closed).containsExactly("probe", "third", "second", "first");
    }

    @Test
    void aServiceThatCannotBeClosedDoesNotKeepTheOthersOpen() {
        closing("CLOSED.add(config.scheme()); throw new IllegalStateException(\"stuck\");")
                .in(directory, "vault.jar");
        var catalog = load();
        var closed = closed(catalog);
        create(catalog, "vault", "first");
        create(catalog, "vault", "second");

        assertThatCode(catalog::close).doesNotThrowAnyException();
        assertThat(closed).containsExactly("probe", "second", "first");
    }

    @Test
    void closingTwiceIsHarmless() {
        VaultJar.sound().in(directory, "vault.jar");
        var catalog = load();
        catalog.close();

        assertThatCode(catalog::close).doesNotThrowAnyException();
    }

    @Test
    void nothingOfAPluginStaysAfterItWasClosed() throws Exception {
        withLibrary("base", "1").in(directory, "base.jar");
        withLibrary("top", "1").manifest("Plugin-Dependencies", "acme-base").in(directory, "top.jar");
        var loaders = loadAndClose();

        for (var round = 0; round < 50 && loaders.stream().anyMatch(loader -> loader.get() != null); round++) {
            System.gc();
        }
        assertThat(loaders).hasSize(2).allMatch(loader -> loader.get() == null);
    }

    private List<WeakReference<ClassLoader>> loadAndClose() {
        try (var catalog = load()) {
            return List.of("base", "top").stream()
                    .map(name -> new WeakReference<>(
                            resolver(catalog, name).getClass().getClassLoader()))
                    .toList();
        }
    }

    /** The list in which the plugin's services write down that they were closed. */
    @SuppressWarnings("unchecked")
    private static List<String> closed(PluginCatalog catalog) {
        try (var probe = create(catalog, "vault", "probe")) {
            return (List<String>)
                    probe.value().getClass().getDeclaredField("CLOSED").get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static TestingJar closing(String body) {
        return VaultJar.sound().source("com.acme.VaultResolver", """
                package com.acme;
                import dev.mxcp.spi.*;
                public record VaultResolver(VaultConfig config, PluginContext context) implements SecretResolver {
                    public static final java.util.List<String> CLOSED = new java.util.ArrayList<>();
                    @Override public String scheme() { return config.scheme(); }
                    @Override public Secret resolve(String reference) { return new Secret(reference); }
                    @Override public void close() { %s }
                }
                """.formatted(body));
    }

    private static TestingJar withLibrary(String name, String version) {
        return resolving(name, "com.lib.Lib.version()").source("com.lib.Lib", """
                package com.lib;
                public final class Lib {
                    public static String version() { return "%s"; }
                }
                """.formatted(version));
    }

    /** @param expression what the resolver answers */
    private static TestingJar resolving(String name, String expression) {
        return VaultJar.named(name).source("com.acme.VaultResolver", """
                package com.acme;
                import dev.mxcp.spi.*;
                record VaultResolver(VaultConfig config, PluginContext context) implements SecretResolver {
                    @Override public String scheme() { return config.scheme(); }
                    @Override public Secret resolve(String reference) { return new Secret(%s); }
                }
                """.formatted(expression));
    }

    private static SecretResolver resolver(PluginCatalog catalog, String name) {
        return create(catalog, name, name).value();
    }

    private static Service<SecretResolver> create(PluginCatalog catalog, String name, String scheme) {
        return catalog.find(SuppliedKind.SECRET_RESOLVER, name)
                .orElseThrow()
                .configure(Map.of("scheme", scheme), PLACE)
                .create(new ServiceScope(Path.of("."), "demo", "dev"));
    }

    private PluginCatalog load() {
        return PluginCatalog.load(List.of(directory));
    }
}
