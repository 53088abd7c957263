package dev.mxcp.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Client;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.ProjectOptions;
import dev.mxcp.spi.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a generation needs lives as long as it, and not longer. */
@Timeout(60)
class GenerationLifeTest {

    @TempDir
    private Path root;

    @TempDir
    private Path distribution;

    private final TestingPlugin plugin = new TestingPlugin();
    private Platform platform;

    @BeforeEach
    void open() throws Exception {
        site("one", "");
        tool("say", "");
        Files.createDirectories(distribution.resolve("plugins"));
        var options = ProjectOptions.of(root).withEnvironment(Map.of()).withHome(root);
        platform = Platform.open(PlatformOptions.of(options, distribution).withSqlTools(false), plugin, Duration.ZERO);
        platform.serve();
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aLanguageEndsWithTheLastGenerationThatNeedsIt() throws Exception {
        var first = served("one", "wait");
        var callOfFirst = calling(first, "one");
        var second = served("two", "wait");
        var callOfSecond = calling(second, "two");
        served("three", "say");

        plugin.language("one").mayAnswer.countDown();
        plugin.language("one").closed.get();
        plugin.language("two").mayAnswer.countDown();

        assertThat(callOfFirst.get()).isEqualTo("one");
        assertThat(callOfSecond.get()).isEqualTo("two");
        plugin.language("two").closed.get();
        assertThat(answer(platform.generation())).isEqualTo("three");
    }

    @Test
    void aLanguageThatIsConfiguredAsBeforeGoesOn() throws Exception {
        served("one", "wait");
        plugin.language("one").released.get();

        assertThat(plugin.created()).hasSize(1);
        assertThat(plugin.language("one").closed).isNotDone();
    }

    @Test
    void aDraftKeepsItsLanguageUntilItIsClosed() throws Exception {
        site("two", "");
        try (var draft = platform.draft()) {
            served("three", "say");
            plugin.language("one").closed.get();

            assertThat(answer(draft.generation())).isEqualTo("two");
        }
        assertThat(plugin.language("two").closed).isDone();
    }

    @Test
    void aProjectThatIsRefusedLeavesNothingOpen() throws Exception {
        site("two", "");
        tool("mumble", "");

        assertThat(platform.reload()).isInstanceOf(Reload.Refused.class);

        assertOnlyTheFirstIsOpen();
    }

    @Test
    void aLanguageThatCannotBeginIsToldAndLeavesTheOldGenerationServing() throws Exception {
        assertThat(refusalOfOneThatBreaksOn("begin"))
                .singleElement()
                .asString()
                .contains("mxcp-site.yml", "the language 'stage' failed with IllegalStateException on beginning")
                .doesNotContain("hunter2");
        assertOnlyTheFirstIsOpen();
    }

    @Test
    void soIsOneThatOnlyTheEndingOfAFileNames() throws Exception {
        Files.writeString(root.resolve("tools/act.stage"), "say");
        Files.writeString(root.resolve("tools/act.yml"), """
                mxcp: 1
                tool: {name: act, source: {file: act.stage}}
                """);

        assertThat(refusalOfOneThatBreaksOn("begin")).singleElement().asString().contains("on beginning");
        assertOnlyTheFirstIsOpen();
    }

    @Test
    void soIsOneThatCannotBeginToServe() throws Exception {
        assertThat(refusalOfOneThatBreaksOn("activate"))
                .singleElement()
                .asString()
                .contains("on beginning to serve");
        assertOnlyTheFirstIsOpen();
    }

    @Test
    void anErrorLeavesNothingOpenEither() throws Exception {
        site("two", ", breaks: begin-hard");

        assertThatThrownBy(platform::reload).isInstanceOf(InternalError.class);

        assertOnlyTheFirstIsOpen();
    }

    @Test
    void aLanguageThatCannotEndAGenerationIsClosedAllTheSame() throws Exception {
        site("two", ", breaks: release");
        platform.reload();
        served("three", "say");

        plugin.language("two").closed.get();
        assertThat(answer(platform.generation())).isEqualTo("three");
    }

    @Test
    void aListenerThatBreaksDoesNotUndoAReload() throws Exception {
        platform.onChange(() -> {
            throw new IllegalStateException();
        });

        served("two", "say");

        assertThat(answer(platform.generation())).isEqualTo("two");
    }

    @Test
    void aTaskEndsOnItsGenerationHoweverLongItMayTake() throws Exception {
        assertThat(taskThatOutlastsAReload("task: {timeout: 60}")).isEqualTo("two");
    }

    @Test
    void soDoesATaskThatSaysNotHowLong() throws Exception {
        assertThat(taskThatOutlastsAReload("task: true")).isEqualTo("two");
    }

    @Test
    void manyReloadsLeaveWhatTheLastGenerationNeeds() throws Exception {
        for (var reload = 1; reload <= 50; reload++) {
            served("language-" + reload / 2, reload % 2 == 0 ? "say" : "wait");
        }
        var all = plugin.created();
        for (var language : all.subList(0, all.size() - 1)) {
            language.closed.get();
        }

        assertThat(all).filteredOn(language -> !language.closed.isDone()).hasSize(1);
        assertThat(all.subList(0, all.size() - 1))
                .allSatisfy(language -> assertThat(language.generations()).isZero());
        assertThat(all.getLast().generations()).isEqualTo(1);
    }

    @Test
    void theDatabaseComesBackWhenWhatAnEndpointDoesMeanwhileBreaks() throws Exception {
        served("two", "reload");
        assertThat(answer(platform.generation())).isEqualTo("two");
        plugin.language("two").reloading.await();

        // waits for the one before it
        assertThat(platform.reloadIfChanged()).isInstanceOf(Reload.Unchanged.class);

        assertThat(plugin.openDatabases()).isEqualTo(1);
        assertThat(answer(platform.generation())).isEqualTo("two");
    }

    @Test
    void soItDoesWhenItBreaksTheMachine() throws Exception {
        site("two", ", breaks: action-hard");
        tool("reload", "");
        platform.reload();
        assertThat(answer(platform.generation())).isEqualTo("two");
        plugin.language("two").reloading.await();

        assertThat(platform.reloadIfChanged()).isInstanceOf(Reload.Unchanged.class);

        assertThat(plugin.openDatabases()).isEqualTo(1);
        assertThat(answer(platform.generation())).isEqualTo("two");
    }

    @Test
    void aDatabaseThatDoesNotComeBackIsToldAndTheNextReloadServesAgain() throws Exception {
        var held = platform.generation();
        anotherDatabase();
        plugin.failOpenings(2);

        var refused = (Reload.Refused) platform.reload();

        assertThat(refused.problems())
                .extracting(Problem::message)
                .satisfiesExactly(
                        message -> assertThat(message).contains("data source 'duckdb'"),
                        message -> assertThat(message).contains("no call is answered", "data source 'duckdb'"));
        var waiting = CompletableFuture.supplyAsync(() -> answer(held));
        assertThat(platform.reload()).isInstanceOf(Reload.Done.class);
        assertThat(waiting.get()).isEqualTo("one");
        assertThat(plugin.openDatabases()).isEqualTo(1);
    }

    private @Nullable Object taskThatOutlastsAReload(String task) throws Exception {
        site("two", "");
        tool("outlast", task);
        platform.reload();
        var asTask = request().asTask(Client.SILENT, new CallCancellation(), Duration.ofMinutes(1));
        var result = calling(platform.generation(), "two", asTask);
        served("three", "say");
        return result.get();
    }

    private List<String> refusalOfOneThatBreaksOn(String step) throws Exception {
        site("two", ", breaks: " + step);
        var refused = (Reload.Refused) platform.reload();
        return refused.problems().stream().map(Problem::toString).toList();
    }

    private void assertOnlyTheFirstIsOpen() {
        assertThat(plugin.created())
                .filteredOn(language -> !language.closed.isDone())
                .extracting(TestingLanguage::name)
                .containsExactly("one");
        assertThat(plugin.created())
                .filteredOn(language -> language.generations() > 0)
                .extracting(TestingLanguage::name)
                .containsExactly("one");
        assertThat(answer(platform.generation())).isEqualTo("one");
    }

    private Generation served(String name, String code) throws IOException {
        site(name, "");
        tool(code, "");
        assertThat(platform.reload()).isInstanceOf(Reload.Done.class);
        return platform.generation();
    }

    private CompletableFuture<@Nullable Object> calling(Generation generation, String language) throws Exception {
        return calling(generation, language, request());
    }

    private CompletableFuture<@Nullable Object> calling(Generation generation, String language, CallRequest request)
            throws Exception {
        var result = CompletableFuture.supplyAsync(
                () -> answer(generation, request), call -> Thread.ofVirtual().start(call));
        plugin.language(language).called.await();
        return result;
    }

    private static @Nullable Object answer(Generation generation) {
        return answer(generation, request());
    }

    private static @Nullable Object answer(Generation generation, CallRequest request) {
        var outcome = generation.call(generation.tool("act").orElseThrow(), request);
        assertThat(outcome).isInstanceOf(Outcome.Ok.class);
        return ((Outcome.Ok) outcome).answer().value();
    }

    private static CallRequest request() {
        return CallRequest.of(Identity.anonymous(), Map.of(), "cli");
    }

    private void site(String name, String more) throws IOException {
        Files.writeString(root.resolve("mxcp-site.yml"), """
                mxcp: 1
                project: life
                profile: default
                limits: {statement_timeout: 1}
                languages: {stage: {name: %s%s}}
                """.formatted(name, more));
    }

    private void anotherDatabase() throws IOException {
        site("one", "");
        Files.writeString(root.resolve("mxcp-site.yml"), "database: {path: another.db}\n", StandardOpenOption.APPEND);
    }

    private void tool(String code, String more) throws IOException {
        Files.createDirectories(root.resolve("tools"));
        Files.writeString(root.resolve("tools/act.yml"), """
                mxcp: 1
                tool:
                  name: act
                  language: stage
                  source: {code: %s}
                  %s
                """.formatted(code, more));
    }
}
