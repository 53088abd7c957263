package dev.mxcp.core.plugin;

/** A small sound plugin: a secret resolver. Tests take it and break one thing. */
public final class VaultJar {

    public static final String ENTRY = "com.acme.VaultPlugin";

    private VaultJar() {}

    public static TestingJar sound() {
        return entry("return List.of(new VaultFactory());")
                .source("com.acme.VaultConfig", """
                    package com.acme;
                    public record VaultConfig(String scheme) {
                        public VaultConfig {
                            if (scheme.isBlank()) { throw new IllegalArgumentException("scheme must not be blank"); }
                        }
                    }
                    """)
                .source("com.acme.VaultFactory", factory("vault", "return new VaultResolver(config, context);"))
                .source("com.acme.VaultResolver", """
                    package com.acme;
                    import dev.mxcp.spi.*;
                    record VaultResolver(VaultConfig config, PluginContext context) implements SecretResolver {
                        @Override public String scheme() { return config.scheme(); }
                        @Override public Secret resolve(String reference) {
                            return new Secret(reference + " in " + context.pluginDirectory());
                        }
                    }
                    """);
    }

    public static TestingJar named(String name) {
        return sound().manifest("Plugin-Id", "acme-" + name)
                .source("com.acme.VaultFactory", factory(name, "return new VaultResolver(config, context);"));
    }

    /** @param body of {@code secretResolvers()} */
    public static TestingJar entry(String body) {
        return TestingJar.plugin("acme-vault", ENTRY).source(ENTRY, """
                package com.acme;
                import dev.mxcp.spi.*;
                import java.util.List;
                public final class VaultPlugin implements PlatformPlugin {
                    @Override public List<Factory<?, ? extends SecretResolver>> secretResolvers() {
                        %s
                    }
                }
                """.formatted(body));
    }

    /** @param body of {@code create()} */
    public static String factory(String name, String body) {
        return """
                package com.acme;
                import dev.mxcp.spi.*;
                final class VaultFactory implements Factory<VaultConfig, SecretResolver> {
                    @Override public String name() { return "%s"; }
                    @Override public Class<VaultConfig> configType() { return VaultConfig.class; }
                    @Override public SecretResolver create(VaultConfig config, PluginContext context) {
                        %s
                    }
                }
                """.formatted(name, body);
    }
}
