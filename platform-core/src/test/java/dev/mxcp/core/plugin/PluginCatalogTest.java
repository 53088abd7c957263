package dev.mxcp.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.config.ConfigPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogTest {

    private static final ConfigPlace PLACE = ConfigPlace.of("secrets.vault", "mxcp-site.yml");

    @TempDir
    private Path directory;

    @Test
    void whatAJarSuppliesIsFoundConfiguredAndCreated() {
        var jar = vault("acme-vault").in(directory, "acme-vault.jar");

        try (var catalog = PluginCatalog.load(List.of(directory))) {
            var resolver = catalog.find(SuppliedKind.SECRET_RESOLVER, "vault")
                    .orElseThrow()
                    .configure(Map.of("scheme", "vault"), PLACE)
                    .create(scope());

            assertThat(resolver.value().scheme()).isEqualTo("vault");
            assertThat(resolver.value().resolve("vault://x").reveal()).isEqualTo("vault://x in " + directory);
            assertThat(catalog.plugins())
                    .containsExactly(new InstalledPlugin(
                            "acme-vault",
                            "1.2.3",
                            "",
                            "",
                            ">=0.1.0 & <1.0.0",
                            jar,
                            Map.of("secret-resolver", List.of("vault"))));
        }
    }

    @Test
    void aConfigurationThatDoesNotFitIsReportedBeforeAnythingIsCreated() {
        vault("acme-vault").in(directory, "acme-vault.jar");

        try (var catalog = PluginCatalog.load(List.of(directory))) {
            var vault = catalog.find(SuppliedKind.SECRET_RESOLVER, "vault").orElseThrow();

            assertThatThrownBy(() -> vault.configure(Map.of("shceme", "vault"), PLACE))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("unknown key 'shceme'; did you mean 'scheme'?");
        }
    }

    private ServiceScope scope() {
        return new ServiceScope(directory, "demo", "dev");
    }

    private static TestingJar vault(String id) {
        return TestingJar.plugin(id, "com.acme.VaultPlugin")
                .source("com.acme.VaultPlugin", """
                    package com.acme;
                    import dev.mxcp.spi.*;
                    import java.util.List;
                    public final class VaultPlugin implements PlatformPlugin {
                        @Override public List<Factory<?, ? extends SecretResolver>> secretResolvers() {
                            return List.of(new VaultFactory());
                        }
                    }
                    """)
                .source("com.acme.VaultConfig", """
                    package com.acme;
                    public record VaultConfig(String scheme) {
                        public VaultConfig {
                            if (scheme.isBlank()) { throw new IllegalArgumentException("scheme must not be blank"); }
                        }
                    }
                    """)
                .source("com.acme.VaultFactory", """
                    package com.acme;
                    import dev.mxcp.spi.*;
                    final class VaultFactory implements Factory<VaultConfig, SecretResolver> {
                        @Override public String name() { return "vault"; }
                        @Override public Class<VaultConfig> configType() { return VaultConfig.class; }
                        @Override public SecretResolver create(VaultConfig config, PluginContext context) {
                            return new SecretResolver() {
                                @Override public String scheme() { return config.scheme(); }
                                @Override public Secret resolve(String reference) {
                                    return new Secret(reference + " in " + context.pluginDirectory());
                                }
                            };
                        }
                    }
                    """);
    }
}
