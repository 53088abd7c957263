package dev.mxcp.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.ProjectLoader;
import dev.mxcp.core.project.ProjectOptions;
import dev.mxcp.core.project.SecretResolvers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a project asks to be protected by and is not yet, whatever way the configuration says it. */
class UnenforcedTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"github", "${LOGIN}", "file://login"})
    void loginsAreRefusedOverHttpOnly(String provider) throws Exception {
        Files.writeString(folder.resolve("login"), "github\n");
        var profile = "auth: { provider: '%s', github: { client_id: a, client_secret: b } }".formatted(provider);

        assertThat(refused(profile, true)).singleElement().asString().contains("auth asks for logins");
        assertThat(refused(profile, false)).isEmpty();
    }

    @Test
    void whatCameFromAReferenceIsNotShown() throws Exception {
        assertThat(refused("auth: { provider: '${LOGIN}', github: { client_id: a, client_secret: b } }", true))
                .noneSatisfy(problem -> assertThat(problem).contains("github"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "${NOBODY}"})
    void nobodyHasToLogInWhereTheProviderIsNone(String provider) throws Exception {
        assertThat(refused("auth: { provider: '%s' }".formatted(provider), true))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"true | true", "\"${YES}\" | true", "false | false"})
    void anAuditIsRefusedOnEveryTransport(String enabled, boolean refused) throws Exception {
        var profile = "audit: { enabled: %s }".formatted(enabled);

        assertThat(refused(profile, true)).hasSize(refused ? 1 : 0);
        assertThat(refused(profile, false)).hasSize(refused ? 1 : 0);
    }

    @Test
    void whatIsRefusedIsToldWithItsPlace() throws Exception {
        assertThat(refused("audit: { enabled: true }", false))
                .singleElement()
                .asString()
                .startsWith("mxcp-site.yml:5:19: audit.enabled asks for");
    }

    @Test
    void whatWillBeRefusedIsWarnedOf() throws Exception {
        Files.writeString(folder.resolve("mxcp-site.yml"), """
                mxcp: 1
                project: shop
                profile: dev
                policies: { input: [{ condition: 'true', action: deny, reason: closed }] }
                profiles:
                  dev: { audit: { enabled: true } }
                """);
        Files.createDirectories(folder.resolve("tools"));
        Files.writeString(folder.resolve("tools/t.yml"), """
                mxcp: 1
                tool:
                  name: t
                  source: { code: SELECT 1 }
                  policies: { input: [{ condition: 'true', action: deny, reason: closed }] }
                """);
        var options = ProjectOptions.of(folder).withEnvironment(Map.of()).withHome(folder);
        assertThat(Unenforced.warnings(ProjectLoader.load(options, SecretResolvers.none())))
                .allMatch(problem -> !problem.isError())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        audit -> assertThat(audit).startsWith("mxcp-site.yml:6:19: audit.enabled asks"),
                        site -> assertThat(site).startsWith("mxcp-site.yml:4:1: the project has policies"),
                        tool -> assertThat(tool).startsWith("tools/t.yml:2:1: tool 't' has policies"));
    }

    private List<String> refused(String profile, boolean http) throws Exception {
        Files.writeString(
                folder.resolve("mxcp-site.yml"),
                "mxcp: 1\nproject: shop\nprofile: dev\nprofiles:\n  dev: { %s }\n".formatted(profile));
        var options = ProjectOptions.of(folder)
                .withHome(folder)
                .withEnvironment(Map.of("LOGIN", "github", "NOBODY", "none", "YES", "true"));
        var settings = Platform.read(PlatformOptions.of(options, folder)).settings();
        return Unenforced.in(settings, http).stream().map(Problem::toString).toList();
    }
}
