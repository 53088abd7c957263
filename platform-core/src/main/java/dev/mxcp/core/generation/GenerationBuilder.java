package dev.mxcp.core.generation;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.pipeline.CallGate;
import dev.mxcp.core.pipeline.CallLimits;
import dev.mxcp.core.pipeline.Pipeline;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.Project;
import dev.mxcp.core.project.Settings;
import dev.mxcp.core.source.StatementCache;
import dev.mxcp.core.sql.SqlTools;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.EndpointLanguage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Makes a loaded project ready to run. */
public final class GenerationBuilder {

    private final Project project;
    private final List<EndpointDefinition> wanted;
    private final List<EndpointDefinition> setApart;
    private final ProjectReach reach;
    private final LanguagesInUse languages;

    private GenerationBuilder(
            Project project, Predicate<EndpointDefinition> wanted, ProjectReach reach, LanguagesInUse languages) {
        this.project = project;
        this.wanted = project.endpoints().stream().filter(wanted).toList();
        this.setApart = project.setApart().stream().filter(wanted).toList();
        this.reach = reach;
        this.languages = languages;
    }

    /**
     * Begins a generation with the languages that its endpoints use, which may start while the database opens.
     * {@link #build} or {@link #abandon} must follow.
     *
     * @param installed for this generation alone; released with it
     * @param reload asks for a reload, see {@link EndpointLanguage.Project#reload}
     * @throws dev.mxcp.core.config.ConfigException when a language is configured wrongly
     * @throws dev.mxcp.spi.PlatformException when a language cannot be had
     */
    public static GenerationBuilder begin(
            Languages installed, Project project, Predicate<EndpointDefinition> wanted, Consumer<Runnable> reload) {
        var reach = new ProjectReach(project.settings(), reload);
        var languages = new LanguagesInUse(installed, reach);
        try {
            var builder = new GenerationBuilder(project, wanted, reach, languages);
            builder.wanted.stream()
                    .map(EndpointDefinition::language)
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(languages::find);
            if (ProjectFunctions.mayBeDeclared(project.settings())) {
                languages.find(ProjectFunctions.LANGUAGE);
            }
            return builder;
        } catch (RuntimeException | Error e) {
            languages.release();
            throw e;
        }
    }

    /** Ends a generation that was begun and will not be built. */
    public void abandon() {
        languages.release();
    }

    /**
     * Prepares every endpoint that is wanted; those that cannot be prepared are left out and told as problems.
     *
     * @param number of the generation, from 1
     * @param sqlTools whether the built-in SQL tools are there
     * @param gate that all calls of the project go through
     */
    public Built build(DataSource database, long number, boolean sqlTools, CallGate gate) {
        try {
            return built(database, number, sqlTools, gate);
        } catch (RuntimeException | Error e) {
            languages.release();
            throw e;
        }
    }

    private Built built(DataSource opened, long number, boolean sqlTools, CallGate gate) {
        var functions = new ProjectFunctions();
        var database = functions.added(opened, project.settings(), languages);
        var pipeline = pipeline(database, number, gate);
        reach.open(database, pipeline);
        var preparation =
                new EndpointPreparation(languages, reach, project.settings().provenance());
        var endpoints = new ArrayList<Endpoint>();
        wanted.forEach(definition -> preparation.prepare(definition).ifPresent(endpoints::add));
        setApart.forEach(preparation::prepare);
        preparation.checkCompletions(project.endpoints());
        var problems = new ArrayList<>(functions.problems());
        problems.addAll(preparation.problems());
        if (sqlTools) {
            problems.addAll(addSqlTools(database, endpoints));
        }
        var toolsets = project.settings().toolsets();
        problems.addAll(new ToolsetChecks(project, sqlTools).check(toolsets));
        var generation = new ReadyGeneration(number, project.digest(), endpoints, toolsets, pipeline);
        return new Built(generation, database, List.copyOf(problems), languages);
    }

    private List<Problem> addSqlTools(DataSource database, List<Endpoint> endpoints) {
        var tools = project.settings().sqlTools();
        var taken = project.endpoints().stream()
                .filter(definition -> SqlTools.NAMES.contains(definition.name()))
                .map(definition -> Problem.error(
                        definition.where(),
                        "the name '%s' belongs to a built-in SQL tool".formatted(definition.name()),
                        "choose another name or set sql_tools.enabled: false"))
                .toList();
        if (project.settings().database().externalAccess()) {
            return List.of(Problem.error(
                    project.settings().places().database("external_access"),
                    "the built-in SQL tools need a database without external access",
                    "remove duckdb.external_access: true, or set sql_tools.enabled: false"));
        }
        if (taken.isEmpty()) {
            endpoints.addAll(new SqlTools(
                            database,
                            tools,
                            project.settings().limits().maxAnswerBytes(),
                            project.settings().provenance())
                    .endpoints());
        }
        return taken;
    }

    private Pipeline pipeline(DataSource database, long number, CallGate gate) {
        var limits = project.settings().limits();
        return new Pipeline(
                callLimits(limits),
                gate,
                new AnswerWriter(number),
                new StatementCache(database, limits.maxRows(), limits.maxAnswerBytes()),
                !project.settings().policies().rules().isEmpty());
    }

    /** What the gate of these settings lets in. */
    public static CallLimits callLimits(Settings.Limits limits) {
        return new CallLimits(
                limits.concurrentCalls(),
                limits.concurrentCallsOfOne(),
                limits.queueLength(),
                limits.statementTimeout());
    }

    /** A generation, and what was found on the way to it. */
    public static final class Built implements AutoCloseable {
        private final ReadyGeneration generation;
        private final DataSource database;
        private final List<Problem> problems;
        private final LanguagesInUse languages;

        private Built(
                ReadyGeneration generation, DataSource database, List<Problem> problems, LanguagesInUse languages) {
            this.generation = generation;
            this.database = database;
            this.problems = problems;
            this.languages = languages;
        }

        public Generation generation() {
            return generation;
        }

        /** The database with the functions of this generation. */
        public DataSource database() {
            return database;
        }

        /** What kept endpoints out, and warnings about those that are in. */
        public List<Problem> problems() {
            return problems;
        }

        /** A server begins to serve it. */
        public void activate() {
            languages.activate();
        }

        /** Waits for the calls under way; later ones wait until {@link #succeededBy}. */
        public void retire(Duration patience) {
            generation.retire(patience);
        }

        /** Lets the waiting calls go on with another generation. */
        public void succeededBy(Generation next) {
            generation.succeededBy(next);
        }

        /** Nothing of it runs any more. Closing twice is harmless. */
        @Override
        public void close() {
            languages.release();
        }
    }
}
