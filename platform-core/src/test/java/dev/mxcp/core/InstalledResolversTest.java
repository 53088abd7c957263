package dev.mxcp.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mxcp.core.plugin.TestingJar;
import dev.mxcp.core.plugin.VaultJar;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Project;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.project.ProjectOptions;
import dev.mxcp.spi.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References that the jars of plugins resolve, from the configuration to the settings. */
class InstalledResolversTest {

    private static final String SETUP = "secret_resolvers: { acme: { scheme: acme } }\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void aProjectThatNamesAFolderOfPlugins() throws IOException {
        Files.createDirectories(folder.resolve("plugins"));
        Files.createDirectories(folder.resolve("project/jars"));
        site("plugins: { directories: [jars] }\n");
    }

    @Test
    void aPluginResolvesWhatItClaims() throws Exception {
        install(VaultJar.named("acme"), "acme");
        user(SETUP + secret("dev", "acme://db#password"));

        assertThat(secretOf(read())).isEqualTo("acme://db#password in " + folder.resolve("project/jars"));
    }

    @Test
    void aPluginInTheDistributionDoesSoToo() throws Exception {
        VaultJar.named("vault").in(folder.resolve("plugins"), "vault.jar");
        user("vault: { enabled: true }\nsecret_resolvers: { vault: { scheme: vault } }\n"
                + secret("dev", "vault://kv/db#password"));

        assertThat(secretOf(read())).startsWith("vault://kv/db#password in ");
    }

    @Test
    void theSiteFileMayHoldReferencesToPluginsToo() throws Exception {
        install(resolving("return new Secret(\"app.duckdb\");"), "acme");
        site("plugins: { directories: [jars] }\nprofiles: { dev: { duckdb: { path: 'acme://path' } } }\n");
        user(SETUP);

        assertThat(read().settings().database().path()).isEqualTo(folder.resolve("project/app.duckdb"));
    }

    @Test
    void onlyTheActiveProfileIsAskedFor() throws Exception {
        install(
                resolving("if (reference.contains(\"prod\")) { throw new IllegalStateException(); }"
                        + " return new Secret(reference);"),
                "acme");
        user(SETUP + secret("dev", "acme://dev") + "      prod: " + secrets("acme://prod"));

        assertThat(secretOf(read())).isEqualTo("acme://dev");
    }

    @Test
    void withoutAReferenceNoResolverIsCreated() throws Exception {
        install(creating("throw new IllegalStateException();"), "acme");
        user(SETUP + secret("dev", "https://acme.example"));

        assertThat(secretOf(read())).isEqualTo("https://acme.example");
    }

    @Test
    void aResolverThatBreaksIsNamedWithoutWhatItSays() {
        install(resolving("throw new IllegalStateException(\"hunter2\");"), "acme");
        user(SETUP + secret("dev", "acme://db"));

        assertThat(refusal())
                .containsExactly("config.yml:5:61: the secret resolver 'acme' of the plugin 'acme-acme' failed with"
                        + " IllegalStateException on resolving 'acme://db'; report this to the plugin's provider");
    }

    @Test
    void whatAResolverSaysToPeopleIsShown() {
        install(
                resolving("throw new PlatformException(PlatformException.Code.UNAVAILABLE, \"it is sealed\");"),
                "acme");
        user(SETUP + secret("dev", "acme://db"));

        assertThat(refusal()).containsExactly("config.yml:5:61: it is sealed");
    }

    @Test
    void nothingIsNoSecret() {
        install(resolving("return null;"), "acme");
        user(SETUP + secret("dev", "acme://unknown"));

        assertThat(refusal()).singleElement().asString().contains("returned nothing on resolving 'acme://unknown'");
    }

    @Test
    void twoResolversCannotClaimOneScheme() {
        install(VaultJar.named("one"), "one");
        install(VaultJar.named("two"), "two");
        user("secret_resolvers: { one: { scheme: acme }, two: { scheme: acme } }\n" + secret("dev", "acme://db"));

        assertThat(refusal())
                .containsExactly("config.yml:1:49: secret resolver 'one' of the plugin 'acme-one' and secret resolver"
                        + " 'two' of the plugin 'acme-two' both claim 'acme://'; remove one of the two plugins, or"
                        + " configure another scheme");
    }

    @Test
    void whatThePlatformResolvesCannotBeClaimed() {
        install(VaultJar.named("acme"), "acme");
        user("secret_resolvers: { acme: { scheme: file } }\n" + secret("dev", "acme://db"));

        assertThat(refusal()).singleElement().asString().contains("claims 'file://', which no plugin can have");
    }

    @Test
    void aMistakeInItsBlockIsToldWithItsPlace() {
        install(VaultJar.named("acme"), "acme");
        user("secret_resolvers: { acme: { shceme: acme } }\n" + secret("dev", "acme://db"));

        assertThat(refusal())
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("config.yml:1:37: ")
                        .contains("unknown key 'shceme'; did you mean 'scheme'?"));
    }

    @Test
    void aResolverThatIsNotSetUpIsNamed() {
        install(VaultJar.named("acme"), "acme");
        user(secret("dev", "acme://db"));

        assertThat(refusal())
                .singleElement()
                .asString()
                .contains("the plugin that resolves 'acme://' is installed but not set up", "'scheme' is missing");
    }

    @Test
    void aResolverThatIsSwitchedOffIsNamed() {
        install(VaultJar.named("vault"), "vault");
        user("vault: { address: 'https://v' }\n" + secret("dev", "vault://kv/db#password"));

        assertThat(refusal()).singleElement().asString().contains("not set up: 'vault.enabled' is not true");
    }

    @Test
    void aReferenceMaySwitchAResolverOn() {
        install(VaultJar.named("vault"), "vault");
        write("project/on", "true\n");
        user("vault: { enabled: 'file://on' }\n" + secret("dev", "vault://kv/db#password"));

        assertThat(refusal())
                .anySatisfy(problem -> assertThat(problem).contains("'scheme' is missing"))
                .noneSatisfy(problem -> assertThat(problem).contains("is not true"));
    }

    @Test
    void withoutAPluginTheReferenceIsRefused() {
        user(secret("dev", "vault://kv/db#password"));

        assertThat(refusal()).singleElement().asString().contains("'vault://' references (HashiCorp Vault) are not");
    }

    @Test
    void whatPluginsAreFoundAndSetUpWithCannotNeedThem() {
        install(VaultJar.named("acme"), "acme");
        user("secret_resolvers: { acme: { scheme: acme }, other: { key: 'acme://x' } }\n");

        assertThat(refusal())
                .contains("config.yml:1:59: 'acme://' cannot be resolved here, since plugins are found and set"
                        + " up with this value; use ${NAME} or file://");
        site("plugins: { directories: ['acme://jars'] }\n");
        assertThat(refusal())
                .containsExactly(
                        "mxcp-site.yml:4:26: 'plugins.directories' is read before plugins can resolve anything,"
                                + " so a reference to one cannot stand here; name the folder, or use ${NAME} or file://");
    }

    @Test
    void aBlockWithoutAPluginIsWarnedOf() throws Exception {
        install(VaultJar.named("acme"), "acme");
        user("secret_resolvers: { acme: { scheme: acme }, acem: { scheme: acme } }\n" + secret("dev", "acme://db"));

        assertThat(read().problems())
                .singleElement()
                .asString()
                .endsWith("config.yml:1:51: no secret resolver named 'acem'; did you mean 'acme'? (installed: acme)");
    }

    @Test
    void whatMayBeAReferenceToAResolverThatIsNotSetUpIsWarnedOf() throws Exception {
        install(VaultJar.named("acme"), "acme");
        user(secret("dev", "acmesm://db"));

        assertThat(secretOf(read())).isEqualTo("acmesm://db");
        assertThat(read().problems())
                .singleElement()
                .asString()
                .contains("'acmesm://' is taken as text: the secret resolver 'acme' is installed but not set up");
    }

    private static TestingJar resolving(String body) {
        return VaultJar.named("acme").source("com.acme.VaultResolver", """
                package com.acme;
                import dev.mxcp.spi.*;
                record VaultResolver(VaultConfig config, PluginContext context) implements SecretResolver {
                    @Override public String scheme() { return config.scheme(); }
                    @Override public Secret resolve(String reference) { %s }
                }
                """.formatted(body));
    }

    private static TestingJar creating(String body) {
        return VaultJar.named("acme").source("com.acme.VaultFactory", VaultJar.factory("acme", body));
    }

    private void install(TestingJar jar, String name) {
        jar.in(folder.resolve("project/jars"), name + ".jar");
    }

    private void site(String rest) {
        write("project/mxcp-site.yml", "mxcp: 1\nproject: shop\nprofile: dev\n" + rest);
    }

    private void user(String text) {
        write("config.yml", text);
    }

    private static String secret(String profile, String value) {
        return "projects:\n  shop:\n    profiles:\n      %s: %s".formatted(profile, secrets(value));
    }

    private static String secrets(String value) {
        return "{ secrets: [{ name: s, type: t, parameters: { p: '%s' } }] }\n".formatted(value);
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String secretOf(Project project) {
        var secret =
                (Secret) project.settings().secrets().getFirst().parameters().get("p");
        return secret == null ? "" : secret.reveal();
    }

    private Project read() throws ProjectException {
        var options = ProjectOptions.of(folder.resolve("project"))
                .withHome(folder)
                .withEnvironment(
                        Map.of("MXCP_CONFIG", folder.resolve("config.yml").toString()));
        return Platform.read(PlatformOptions.of(options, folder));
    }

    private List<String> refusal() {
        return catchThrowableOfType(ProjectException.class, this::read).problems().stream()
                .map(Problem::toString)
                .map(problem -> problem.replace(folder + "/", ""))
                .toList();
    }
}
