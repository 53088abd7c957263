package dev.mxcp.core.generation;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.pipeline.CallLimits;
import dev.mxcp.core.pipeline.Pipeline;
import dev.mxcp.core.problem.Location;
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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes a loaded project ready to run. */
public final class GenerationBuilder {

    private final Languages languages;
    private final DataSource database;

    public GenerationBuilder(Languages languages, DataSource database) {
        this.languages = languages;
        this.database = database;
    }

    /**
     * Prepares every endpoint that is wanted; those that cannot be prepared are left out and told as problems.
     *
     * @param number of the generation, from 1
     * @param sqlTools whether the built-in SQL tools are there
     */
    public Built build(Project project, long number, Predicate<EndpointDefinition> wanted, boolean sqlTools) {
        var settings = project.settings();
        var preparation = new EndpointPreparation(languages, reach(settings.limits()), settings.provenance());
        var endpoints = new ArrayList<Endpoint>();
        project.endpoints().stream()
                .filter(wanted)
                .forEach(definition -> preparation.prepare(definition).ifPresent(endpoints::add));
        var problems = new ArrayList<>(preparation.problems());
        if (sqlTools) {
            problems.addAll(addSqlTools(project, endpoints));
        }
        var generation = new ReadyGeneration(number, project.digest(), endpoints, pipeline(project, number));
        return new Built(generation, List.copyOf(problems));
    }

    private List<Problem> addSqlTools(Project project, List<Endpoint> endpoints) {
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
                    Location.of("mxcp-site.yml"),
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

    private Pipeline pipeline(Project project, long number) {
        var limits = project.settings().limits();
        return new Pipeline(
                callLimits(limits),
                new AnswerWriter(number),
                new StatementCache(database, limits.maxRows(), limits.maxAnswerBytes()),
                !project.settings().policies().rules().isEmpty());
    }

    private static CallLimits callLimits(Settings.Limits limits) {
        return new CallLimits(limits.concurrentCalls(), limits.queueLength(), limits.statementTimeout());
    }

    private EndpointLanguage.Project reach(Settings.Limits limits) {
        return new EndpointLanguage.Project() {
            @Override
            public Function<String, Optional<DataSource>> sources() {
                return name -> Optional.empty();
            }

            @Override
            public DataSource database() {
                return database;
            }

            @Override
            public int maxRows() {
                return limits.maxRows();
            }

            @Override
            public int maxAnswerBytes() {
                return limits.maxAnswerBytes();
            }
        };
    }

    /** A generation, and what was found on the way to it. */
    public static final class Built {
        private final ReadyGeneration generation;
        private final List<Problem> problems;

        private Built(ReadyGeneration generation, List<Problem> problems) {
            this.generation = generation;
            this.problems = problems;
        }

        public Generation generation() {
            return generation;
        }

        /** What kept endpoints out, and warnings about those that are in. */
        public List<Problem> problems() {
            return problems;
        }

        /** Waits for the calls under way; later ones wait until {@link #succeededBy}. */
        public void retire(Duration patience) {
            generation.retire(patience);
        }

        /** Lets the waiting calls go on with another generation. */
        public void succeededBy(Generation next) {
            generation.succeededBy(next);
        }
    }
}
