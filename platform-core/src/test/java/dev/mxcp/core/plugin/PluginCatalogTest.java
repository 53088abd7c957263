package dev.mxcp.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.config.ConfigPlace;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformPlugin;
import dev.mxcp.spi.PluginContext;
import dev.mxcp.spi.Secret;
import dev.mxcp.spi.SecretResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogTest {

    private static final ConfigPlace PLACE = ConfigPlace.of("secrets.vault", "mxcp-site.yml");
    private static final Map<String, Object> CONFIG = Map.of("scheme", "vault");

    @TempDir
    private Path directory;

    @Test
    void whatAJarSuppliesIsFoundConfiguredAndCreated() {
        VaultJar.sound().in(directory, "acme-vault.jar");

        try (var catalog = load()) {
            var resolver = vault(catalog).configure(CONFIG, PLACE).create(scope());

            assertThat(resolver.value().scheme()).isEqualTo("vault");
            assertThat(resolver.value().resolve("vault://x").reveal()).isEqualTo("vault://x in " + directory);
        }
    }

    @Test
    void installedPluginsAreListedWithWhatTheirManifestSays() {
        var jar = VaultJar.sound()
                .manifest("Plugin-Description", "Secrets from a vault")
                .manifest("Plugin-Provider", "Acme")
                .in(directory, "acme-vault.jar");

        try (var catalog = load()) {
            assertThat(catalog.plugins())
                    .containsExactly(new InstalledPlugin(
                            "acme-vault",
                            "1.2.3",
                            "Secrets from a vault",
                            "Acme",
                            ">=0.1.0 & <1.0.0",
                            jar,
                            Map.of("secret-resolver", List.of("vault"))));
        }
    }

    @Test
    void aJarInAFolderOfItsOwnIsFoundAndKnowsThatFolder() {
        VaultJar.sound().in(directory.resolve("acme-vault"), "acme-vault.jar");

        try (var catalog = load()) {
            var resolver = vault(catalog).configure(CONFIG, PLACE).create(scope());

            assertThat(resolver.value().resolve("x").reveal()).isEqualTo("x in " + directory.resolve("acme-vault"));
        }
    }

    @Test
    void theSameDirectoryNamedTwiceIsReadOnce() {
        VaultJar.sound().in(directory, "acme-vault.jar");

        try (var catalog = PluginCatalog.load(List.of(directory, directory.resolve("../" + directory.getFileName())))) {
            assertThat(catalog.plugins()).hasSize(1);
        }
    }

    @Test
    void otherFilesAndHiddenFilesAreNoPlugins() {
        VaultJar.sound().in(directory, "acme-vault.jar.bak");
        VaultJar.sound().in(directory, "._acme-vault.jar");

        try (var catalog = load()) {
            assertThat(catalog.plugins()).isEmpty();
        }
    }

    @Test
    void aFileCannotSwitchAPluginOff() throws Exception {
        VaultJar.sound().in(directory, "acme-vault.jar");
        Files.writeString(directory.resolve("disabled.txt"), "acme-vault");

        try (var catalog = load()) {
            assertThat(catalog.plugins()).hasSize(1);
        }
    }

    @Test
    void aConfigurationThatDoesNotFitIsReportedBeforeAnythingIsCreated() {
        VaultJar.sound().in(directory, "acme-vault.jar");

        try (var catalog = load()) {
            assertThatThrownBy(() -> vault(catalog).configure(Map.of("shceme", "vault"), PLACE))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("secrets.vault: unknown key 'shceme'; did you mean 'scheme'?")
                    .hasMessageContaining("secrets.vault: 'scheme' is missing");
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithTheInstalledOnes() {
        VaultJar.named("vault").in(directory, "one.jar");
        VaultJar.named("keyring").in(directory, "two.jar");

        try (var catalog = load()) {
            assertThat(catalog.find(SuppliedKind.SECRET_RESOLVER, "vualt")).isEmpty();
            assertThat(PluginCatalog.unknown(SuppliedKind.SECRET_RESOLVER, "vualt"))
                    .isEqualTo("no secret resolver named 'vualt'");
            assertThat(catalog.remedyForUnknown(SuppliedKind.SECRET_RESOLVER, "vualt"))
                    .isEqualTo("did you mean 'vault'? (installed: keyring, vault)");
            assertThat(catalog.remedyForUnknown(SuppliedKind.DATA_SOURCE, "duckdb"))
                    .contains("add a plugin that supplies one");
        }
    }

    @Test
    void whatThePlatformSuppliesStandsBesideWhatJarsSupply() {
        VaultJar.named("vault").in(directory, "one.jar");

        try (var catalog = PluginCatalog.load(List.of(directory), new BuiltIn("env"))) {
            assertThat(catalog.all(SuppliedKind.SECRET_RESOLVER))
                    .extracting(Supplied::name, Supplied::plugin)
                    .containsExactly(tuple("env", "mxcp"), tuple("vault", "acme-vault"));
        }
    }

    @Test
    void aJarCannotReplaceWhatThePlatformSupplies() {
        var jar = VaultJar.named("env").in(directory, "one.jar");

        assertThatThrownBy(() -> PluginCatalog.load(List.of(directory), new BuiltIn("env")))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("%s: supplies the secret resolver 'env', as does".formatted(jar));
    }

    @Test
    void thePluginsLoaderIsTheThreadsWhileItsCodeRuns() {
        VaultJar.sound()
                .source("com.acme.VaultFactory", VaultJar.factory("vault", """
                    if (Thread.currentThread().getContextClassLoader() != VaultFactory.class.getClassLoader()) {
                        throw new IllegalStateException("wrong context class loader");
                    }
                    return new VaultResolver(config, context);
                    """))
                .in(directory, "acme-vault.jar");
        var before = Thread.currentThread().getContextClassLoader();

        try (var catalog = load()) {
            vault(catalog).configure(CONFIG, PLACE).create(scope());
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void aServiceThatCannotBeHadStopsWithThePluginsOwnMessage() {
        creating("throw new PlatformException(PlatformException.Code.UNAVAILABLE, \"vault is sealed\");");

        try (var catalog = load()) {
            var configured = vault(catalog).configure(CONFIG, PLACE);
            assertThatThrownBy(() -> configured.create(scope()))
                    .isInstanceOf(PlatformException.class)
                    .hasMessage("vault is sealed");
        }
    }

    @Test
    void aFactoryThatBreaksIsReportedWithJarCauseAndRemedy() {
        var jar = creating("throw new IllegalStateException(\"boom\");");

        try (var catalog = load()) {
            var configured = vault(catalog).configure(CONFIG, PLACE);
            assertThatThrownBy(() -> configured.create(scope()))
                    .isInstanceOf(PluginException.class)
                    .hasMessage("%s: creating the secret resolver 'vault' failed with IllegalStateException: boom; %s"
                            .formatted(
                                    jar,
                                    "report this to the plugin's provider; mxcp starts again when the jar is"
                                            + " removed"));
        }
    }

    @Test
    void aFactoryThatAnswersNullIsReported() {
        creating("return null;");

        try (var catalog = load()) {
            var configured = vault(catalog).configure(CONFIG, PLACE);
            assertThatThrownBy(() -> configured.create(scope()))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining("the factory returned null");
        }
    }

    @Test
    void aSecretThatAFactoryPutsIntoItsMessageIsHidden() {
        VaultJar.sound()
                .source("com.acme.VaultConfig", """
                    package com.acme;
                    public record VaultConfig(dev.mxcp.spi.Secret scheme) {}
                    """)
                .source(
                        "com.acme.VaultFactory",
                        VaultJar.factory(
                                "vault",
                                "throw new IllegalStateException(\"cannot log in with \" + config.scheme().reveal());"))
                .source("com.acme.VaultResolver", "package com.acme; final class VaultResolver {}")
                .in(directory, "acme-vault.jar");

        try (var catalog = load()) {
            var configured = vault(catalog).configure(Map.of("scheme", new Secret("hunter2")), PLACE);
            assertThatThrownBy(() -> configured.create(scope()))
                    .hasMessageContaining("cannot log in with ***")
                    .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
        }
    }

    private Path creating(String body) {
        return VaultJar.sound()
                .source("com.acme.VaultFactory", VaultJar.factory("vault", body))
                .in(directory, "acme-vault.jar");
    }

    private PluginCatalog load() {
        return PluginCatalog.load(List.of(directory));
    }

    private static Supplied<SecretResolver> vault(PluginCatalog catalog) {
        return catalog.find(SuppliedKind.SECRET_RESOLVER, "vault").orElseThrow();
    }

    private ServiceScope scope() {
        return new ServiceScope(directory, "demo", "dev");
    }

    private record BuiltIn(String name) implements PlatformPlugin {
        @Override
        public List<Factory<?, ? extends SecretResolver>> secretResolvers() {
            return List.of(new BuiltInFactory(name));
        }
    }

    private record NoConfig() {}

    private record BuiltInFactory(String name) implements Factory<NoConfig, SecretResolver> {
        @Override
        public Class<NoConfig> configType() {
            return NoConfig.class;
        }

        @Override
        public SecretResolver create(NoConfig config, PluginContext context) {
            throw new UnsupportedOperationException();
        }
    }
}
