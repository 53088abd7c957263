package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.Platform;
import dev.mxcp.core.PlatformOptions;
import dev.mxcp.core.Reload;
import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.project.ProjectOptions;
import dev.mxcp.spi.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One platform for all tests: a JVM loads the engine's native library once. */
class ReloadIT {

    @TempDir
    static Path root;

    private static Platform platform;

    @BeforeAll
    static void open() throws Exception {
        site("");
        tool("select 1 as n");
        var distribution = Path.of("target/mxcp").toAbsolutePath();
        var options = ProjectOptions.of(root).withEnvironment(Map.of()).withHome(root);
        platform = Platform.open(PlatformOptions.of(options, distribution));
    }

    @BeforeEach
    void startOver() throws Exception {
        site("");
        tool("select 1 as n");
        assertThat(platform.reload()).isInstanceOf(Reload.Done.class);
    }

    @AfterAll
    static void close() {
        platform.close();
    }

    @Test
    void aReloadServesWhatTheFilesSayNow() throws Exception {
        var number = platform.generation().number();
        var changes = new ArrayList<Long>();
        platform.onChange(() -> changes.add(platform.generation().number()));
        tool("select 2 as n");

        assertThat(platform.reload()).isEqualTo(new Reload.Done(number + 1));

        assertThat(answer()).isEqualTo(2L);
        assertThat(changes).contains(number + 1);
    }

    @Test
    void anOldGenerationStillAnswersWhoHoldsIt() throws Exception {
        var old = platform.generation();
        tool("select 2 as n");
        platform.reload();

        var outcome = old.call(old.tool("answer").orElseThrow(), request());

        assertThat(value(outcome)).isEqualTo(1L);
    }

    @Test
    void filesThatDoNotDifferAreNotReloaded() {
        var number = platform.generation().number();

        assertThat(platform.reloadIfChanged()).isEqualTo(new Reload.Unchanged());
        assertThat(platform.generation().number()).isEqualTo(number);
    }

    @Test
    void aProjectThatIsNotSoundIsRefusedWithThePlace() throws Exception {
        tool("select nothing_like_it");

        assertThat(platform.reload())
                .isInstanceOfSatisfying(
                        Reload.Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.toString())
                                        .startsWith("tools/answer.yml:")
                                        .contains("nothing_like_it")));
        assertThat(answer()).isEqualTo(1L);
    }

    @Test
    void aSiteFileThatCannotBeReadIsRefused() throws Exception {
        Files.writeString(root.resolve("mxcp-site.yml"), "mxcp: [");

        assertThat(platform.reload()).isInstanceOf(Reload.Refused.class);
        assertThat(answer()).isEqualTo(1L);
    }

    @Test
    void otherSettingsOfTheSameDatabaseAreTakenOver() throws Exception {
        var old = platform.generation();
        site("profiles: {default: {duckdb: {threads: 1, memory_limit: 512MB}}}");
        tool("select current_setting('threads')::integer as n");

        assertThat(platform.reload()).isInstanceOf(Reload.Done.class);

        assertThat(answer()).isEqualTo(1L);
        assertThat(value(old.call(old.tool("answer").orElseThrow(), request())))
                .as("who still holds the old generation is answered by the new one")
                .isEqualTo(1L);
    }

    @Test
    void aDatabaseThatCannotBeOpenedLeavesTheOldOneServing() throws Exception {
        Files.createDirectories(root.resolve("folder.duckdb"));
        site("profiles: {default: {duckdb: {path: folder.duckdb}}}");

        assertThat(platform.reload()).isInstanceOf(Reload.Refused.class);
        assertThat(answer()).isEqualTo(1L);
    }

    @Test
    void anUnsoundProjectWithAnotherDatabaseLeavesTheOldOneServing() throws Exception {
        site("profiles: {default: {duckdb: {path: other.duckdb}}}");
        tool("select nothing_like_it");

        assertThat(platform.reload()).isInstanceOf(Reload.Refused.class);
        assertThat(answer()).isEqualTo(1L);
    }

    @Test
    void aDatabaseThatIsLostForAWhileServesAgainAfterTheNextReload() throws Exception {
        var held = platform.generation();
        var file = platform.project().settings().database().path();
        var aside = file.resolveSibling("aside.duckdb");
        Files.createDirectories(root.resolve("folder.duckdb"));
        site("profiles: {default: {duckdb: {path: folder.duckdb}}}");
        Files.move(file, aside);
        Files.createDirectory(file);

        assertThat(platform.reload())
                .as("neither the new database nor the old one can be opened")
                .isInstanceOfSatisfying(
                        Reload.Refused.class,
                        refused -> assertThat(refused.problems()).hasSize(2));
        var waiting = CompletableFuture.supplyAsync(
                () -> value(held.call(held.tool("answer").orElseThrow(), request())));
        Files.delete(file);
        Files.move(aside, file);
        site("");

        assertThat(platform.reload()).isInstanceOf(Reload.Done.class);
        assertThat(waiting.join())
                .as("a call that came while there was no database")
                .isEqualTo(1L);
        assertThat(answer()).isEqualTo(1L);
    }

    @Test
    void aLanguageThatIsConfiguredWronglyWithAnotherDatabaseLeavesTheOldOneServing() throws Exception {
        site("languages: {nobody: {a: 1}}\nprofiles: {default: {duckdb: {threads: 2}}}");

        assertThat(platform.reload())
                .isInstanceOfSatisfying(
                        Reload.Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .asString()
                                .contains("nobody"));
        assertThat(answer()).isEqualTo(1L);
    }

    private Object answer() {
        var generation = platform.generation();
        return value(generation.call(generation.tool("answer").orElseThrow(), request()));
    }

    private static CallRequest request() {
        return CallRequest.of(Identity.anonymous(), Map.of(), "cli");
    }

    private static Object value(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Ok.class);
        var rows = (List<?>) ((Outcome.Ok) outcome).answer().value();
        return ((Map<?, ?>) rows.getFirst()).get("n");
    }

    private static void site(String more) throws IOException {
        Files.writeString(root.resolve("mxcp-site.yml"), "mxcp: 1\nproject: reload\nprofile: default\n" + more + "\n");
    }

    private static void tool(String sql) throws IOException {
        Files.createDirectories(root.resolve("tools"));
        Files.writeString(root.resolve("tools/answer.yml"), """
                mxcp: 1
                tool:
                  name: answer
                  source:
                    code: %s
                """.formatted(sql));
    }
}
