package dev.mxcp.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.Secret;
import dev.mxcp.spi.SecretResolver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

    private static final String SECRET =
            "projects: { shop: { profiles: { dev: { secrets: [{ name: s, type: t, parameters: { p: '%s' } }] } } } }";

    @TempDir
    private Path folder;

    @Test
    void variablesAreReplacedAnywhereInAText() throws Exception {
        assertThat(secret("a-${X}-${Y_1}-$Z-${}-${X", Map.of("X", "1", "Y_1", "$2\\")))
                .isEqualTo("a-1-$2\\-$Z-${}-${X");
    }

    @Test
    void aReplacedVariableIsNotReadAgain() throws Exception {
        assertThat(secret("${X}", Map.of("X", "${Y}"))).isEqualTo("${Y}");
    }

    @Test
    void anUnsetVariableIsNamedWithItsPlace() {
        assertThat(TestingProject.in(folder)
                        .user(SECRET.formatted("${NOT_SET}"))
                        .refusal())
                .singleElement()
                .asString()
                .endsWith("config.yml:1:87: Environment variable NOT_SET is not set");
    }

    @Test
    void aFileReferenceIsTheFilesTextWithoutSpaceAround() throws Exception {
        TestingProject.in(folder).file("run/key", "\n hunter2 \n");
        assertThat(secret("file://run/key", Map.of())).isEqualTo("hunter2");
        assertThat(secret("file://" + folder.resolve("project/run/key"), Map.of()))
                .isEqualTo("hunter2");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertThat(TestingProject.in(folder)
                        .user(SECRET.formatted("file://run/none"))
                        .refusal())
                .singleElement()
                .asString()
                .endsWith("the file of the reference 'file://run/none' cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vault://secret/app#key", "op://vault/item/field"})
    void referencesToServicesAreRefusedUntilAPluginResolvesThem(String reference) throws Exception {
        var project = TestingProject.in(folder).user(SECRET.formatted(reference));
        assertThat(project.refusal()).singleElement().asString().contains("are not resolved by this release");
        project.resolvers(fixed(reference.replaceFirst(":.*", "")));
        assertThat(project.settings().secrets().getFirst().parameters())
                .isEqualTo(Map.of("p", new Secret("resolved " + reference)));
    }

    @Test
    void schemesAreTheSameInAnyCase() throws Exception {
        var project = TestingProject.in(folder).user(SECRET.formatted("VAULT://secret/App"));
        assertThat(project.refusal()).singleElement().asString().contains("are not resolved by this release");
        project.resolvers(fixed("vault"));
        assertThat(project.settings().secrets().getFirst().parameters())
                .isEqualTo(Map.of("p", new Secret("resolved vault://secret/App")));
        assertThat(TestingProject.in(folder)
                        .user("")
                        .site("profiles: { dev: { duckdb: { path: 'Vault://a/b' } } }")
                        .refusal())
                .singleElement()
                .asString()
                .contains("are not resolved by this release");
    }

    @Test
    void otherAddressesAreNoReferences() throws Exception {
        assertThat(secret("https://x.example/${X}", Map.of("X", "y"))).isEqualTo("https://x.example/y");
        assertThat(secret("s3://bucket/x", Map.of())).isEqualTo("s3://bucket/x");
    }

    @Test
    void onlyTheActiveProfileIsResolved() throws Exception {
        var project = TestingProject.in(folder).site("""
                        profiles:
                          dev: { duckdb: { path: "${DB}.duckdb" } }
                          prod: { duckdb: { path: "${UNSET}", threads: "${UNSET}" } }
                        """).user("""
                        projects:
                          shop:
                            profiles:
                              dev: { secrets: [] }
                              prod: { secrets: [{ name: a, type: "${UNSET}" }] }
                          other: { profiles: { dev: { secrets: [{ name: a, type: "${UNSET}" }] } } }
                        """).environment(Map.of("DB", "app"));
        assertThat(project.settings().database().path())
                .isEqualTo(project.root().resolve("app.duckdb"));
    }

    @Test
    void aReferenceMayStandForANumberOrAFlag() throws Exception {
        var project = TestingProject.in(folder)
                .site("limits: { max_rows: '${ROWS}' }\nprovenance: ${FLAG}\n")
                .user("transport: { http: { port: \"${PORT}\", stateless: \"${FLAG}\" } }")
                .environment(Map.of("PORT", "9001", "ROWS", " 12 ", "FLAG", "true"));
        assertThat(project.settings().transport().port()).isEqualTo(9001);
        assertThat(project.settings().transport().stateless()).isTrue();
        assertThat(project.settings().limits().maxRows()).isEqualTo(12);
        assertThat(project.settings().provenance()).isTrue();
    }

    @Test
    void whatAReferenceStandsForIsNeverTold() {
        assertThat(TestingProject.in(folder)
                        .user("transport: { provider: '${A}', http: { port: '${B}', scheme: '${C}' } }")
                        .environment(Map.of("A", "hunter2", "B", "hunter3", "C", "hunter4"))
                        .refusal())
                .hasSize(3)
                .allSatisfy(problem ->
                        assertThat(problem).doesNotContain("hunter").contains("check what the reference stands for"));
    }

    @Test
    void aNumberFromAReferenceIsCheckedLikeAnyOther() {
        assertThat(TestingProject.in(folder)
                        .user("transport: { http: { port: '${PORT}' } }")
                        .environment(Map.of("PORT", "123456"))
                        .refusal())
                .singleElement()
                .asString()
                .contains("'port' must be at most 65535");
    }

    @Test
    void theNameOfTheProjectAndProfileMayBeReferences() throws Exception {
        var loaded = TestingProject.in(folder)
                .file(
                        "mxcp-site.yml",
                        "project: ${P}\nprofile: ${Q}\nprofiles: { live: { duckdb: { readonly: true } } }")
                .environment(Map.of("P", "shop", "Q", "live"))
                .load();
        assertThat(loaded.name()).isEqualTo("shop");
        assertThat(loaded.profile()).isEqualTo("live");
        assertThat(loaded.settings().database().readonly()).isTrue();
    }

    private String secret(String value, Map<String, String> environment) throws Exception {
        var secrets = TestingProject.in(folder)
                .user(SECRET.formatted(value))
                .environment(environment)
                .settings()
                .secrets();
        return ((Secret) secrets.getFirst().parameters().get("p")).reveal();
    }

    private static SecretResolvers fixed(String scheme) {
        return _ -> new OpenResolvers(Map.of(scheme, new Fixed(scheme)), Map.of(), List.of(), () -> {});
    }

    private record Fixed(String scheme) implements SecretResolver {
        @Override
        public Secret resolve(String reference) {
            return new Secret("resolved " + reference);
        }
    }
}
