package dev.mxcp.core.generation;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.content.BlockColumns;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.EndpointDefinition.Message;
import dev.mxcp.core.project.EndpointDefinition.Source;
import dev.mxcp.core.schema.ArgumentsSchema;
import dev.mxcp.core.type.ColumnComparison;
import dev.mxcp.core.type.ParameterDefinition;
import dev.mxcp.core.type.Parameters;
import dev.mxcp.core.type.ReturnType;
import dev.mxcp.spi.DataSource.Column;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.SqlException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one definition ready to run, or says why it cannot be. Collects problems; used by one thread. */
final class EndpointPreparation {

    /** The language of prompt messages. */
    private static final String TEMPLATES = "jinja";

    private static final String SQL = "sql";

    private static final Logger LOG = LoggerFactory.getLogger(EndpointPreparation.class);

    private final Languages languages;
    private final EndpointLanguage.Project project;
    private final boolean provenance;
    private final List<Problem> problems = new ArrayList<>();
    private final CompletionPreparation completions = new CompletionPreparation(problems, this::readingSql);

    EndpointPreparation(Languages languages, EndpointLanguage.Project project, boolean provenance) {
        this.languages = languages;
        this.project = project;
        this.provenance = provenance;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    Optional<Endpoint> prepare(EndpointDefinition definition) {
        var known = problems.size();
        var implementation = switch (definition.kind()) {
            case TOOL, RESOURCE ->
                definition.answersBlocks()
                        ? code(definition).<PreparedEndpoint>map(BlocksEndpoint::new)
                        : code(definition);
            case PROMPT -> prompt(definition);
        };
        implementation.ifPresent(prepared -> inspect(definition, prepared));
        var parameters = implementation.flatMap(prepared -> parameters(definition, prepared));
        var sound = problems.stream().skip(known).noneMatch(Problem::isError);
        var endpoint = implementation
                .filter(_ -> sound)
                .map(prepared -> endpoint(definition, parameters.orElseThrow(), prepared));
        // Several endpoints may share a file; what is wrong with one of them is not wrong with the others.
        problems.subList(known, problems.size()).replaceAll(problem -> problem.of(definition.file()));
        return endpoint.filter(_ -> problems.stream().skip(known).noneMatch(Problem::isError));
    }

    private Optional<Parameters> parameters(EndpointDefinition definition, PreparedEndpoint prepared) {
        var declared = definition.parameters();
        try {
            return Optional.of(prepared.inputSchema()
                    .map(schema -> Parameters.compile(declared, ArgumentsSchema.compile(schema)))
                    .orElseGet(() -> Parameters.compile(declared)));
        } catch (IllegalArgumentException e) {
            var message = "the language's schema of the arguments cannot be used: " + e.getMessage();
            problems.add(Problem.error(definition.where(), message, ""));
            return Optional.empty();
        }
    }

    private Endpoint endpoint(EndpointDefinition definition, Parameters parameters, PreparedEndpoint prepared) {
        var wish = definition.provenance();
        return new Endpoint(
                definition,
                parameters,
                definition.returnType().map(ReturnType::compile).orElse(null),
                prepared,
                wish == null ? provenance : wish,
                null,
                completions.of(definition));
    }

    private void inspect(EndpointDefinition definition, PreparedEndpoint prepared) {
        prepared.warnings().forEach(text -> problems.add(Problem.warning(definition.where(), text, "")));
        prepared.columns().ifPresent(columns -> warnOfNamesakes(definition, columns));
        if (definition.answersBlocks()) {
            prepared.columns().ifPresent(columns -> problems.addAll(BlockColumns.check(columns, definition.where())));
        }
        definition
                .returnType()
                .ifPresent(returns -> prepared.columns()
                        .ifPresent(columns -> problems.addAll(ColumnComparison.compare(columns, returns))));
    }

    /** Rows are mappings: of two columns with one name only one can be in them. */
    private void warnOfNamesakes(EndpointDefinition definition, List<Column> columns) {
        var seen = new HashSet<String>();
        columns.stream()
                .map(Column::name)
                .filter(name -> !seen.add(name))
                .distinct()
                .forEach(name -> problems.add(Problem.warning(
                        definition.where(),
                        "the result has several columns '%s', and answers hold only one of them".formatted(name),
                        "give each its own name with AS")));
    }

    /** A statement that completes values; it must change nothing, as it runs while somebody types. */
    private Optional<PreparedEndpoint> readingSql(EndpointDefinition definition, Source source) {
        var text = new EndpointSource(definition.name(), source.text(), source.file(), null, names(definition));
        var prepared = prepare(definition, SQL, text, source);
        if (prepared.isPresent() && !isReading(source.text())) {
            problems.add(Problem.error(source.where(), "a completion must not change anything", "write one SELECT"));
            return Optional.empty();
        }
        return prepared;
    }

    private boolean isReading(String sql) {
        try {
            return project.database().prepare(sql).kind() == PreparedSql.Kind.READ;
        } catch (SqlException e) {
            return false;
        }
    }

    /** To be called when all are prepared. */
    void checkCompletions(List<EndpointDefinition> all) {
        completions.checkTools(all);
    }

    private Optional<PreparedEndpoint> code(EndpointDefinition definition) {
        var source = definition.source();
        if (source == null) {
            throw new IllegalStateException(definition.label() + " was loaded without a source");
        }
        var text = new EndpointSource(
                definition.name(), source.text(), source.file(), source.function(), names(definition));
        return prepare(definition, language(definition, source.file()), text, source);
    }

    /** SQL unless something else is named or claimed. */
    private String language(EndpointDefinition definition, @Nullable String file) {
        var named = definition.language();
        if (named != null) {
            return named;
        }
        return Optional.ofNullable(file).flatMap(languages::ofFile).orElse(SQL);
    }

    private Optional<PreparedEndpoint> prompt(EndpointDefinition definition) {
        if (definition.source() != null) {
            return code(definition).map(CodedPrompt::new);
        }
        var prepared = new ArrayList<PromptEndpoint.PreparedMessage>();
        var number = 0;
        for (var message : definition.messages()) {
            number++;
            message(definition, message, number).ifPresent(prepared::add);
        }
        return prepared.size() == definition.messages().size()
                ? Optional.of(new PromptEndpoint(prepared))
                : Optional.empty();
    }

    private Optional<PromptEndpoint.PreparedMessage> message(
            EndpointDefinition definition, Message message, int number) {
        var language = languages.find(TEMPLATES);
        if (language.isEmpty()) {
            problems.add(notInstalled(definition, TEMPLATES));
            return Optional.empty();
        }
        var block = message.block();
        var texts = block == null ? Map.of("prompt", message.prompt()) : block.templates();
        var where = block == null ? message.where() : block.where();
        var templates = new LinkedHashMap<String, PreparedEndpoint>();
        for (var text : texts.entrySet()) {
            var source = new EndpointSource(definition.name(), text.getValue(), null, null, names(definition));
            try {
                templates.put(text.getKey(), language.get().prepare(source, project));
            } catch (SourceException e) {
                problems.add(Problem.error(
                        block == null ? place(where, message.verbatim(), e) : where,
                        "Message %d %s".formatted(number, e.getMessage()),
                        ""));
                return Optional.empty();
            }
        }
        return Optional.of(new PromptEndpoint.PreparedMessage(message, templates));
    }

    private Optional<PreparedEndpoint> prepare(
            EndpointDefinition definition, String name, EndpointSource text, Source source) {
        var where = source.where();
        var language = languages.find(name);
        if (language.isEmpty()) {
            problems.add(notInstalled(definition, name));
            return Optional.empty();
        }
        try {
            return Optional.of(language.get().prepare(text, project));
        } catch (SourceException e) {
            problems.add(Problem.error(place(where, source.verbatim(), e), e.getMessage(), ""));
        } catch (PlatformException e) {
            problems.add(Problem.error(where, e.userMessage(), ""));
        } catch (RuntimeException | LinkageError defect) {
            // what it says may quote a value
            LOG.atDebug().setCause(defect).addKeyValue("language", name).log("an endpoint could not be prepared");
            problems.add(Problem.error(
                    where,
                    "the language '%s' failed with %s on preparing this"
                            .formatted(name, defect.getClass().getSimpleName()),
                    "report this to the provider of the plugin that supplies it ('mxcp plugins list' names it)"));
        }
        return Optional.empty();
    }

    private Problem notInstalled(EndpointDefinition definition, String language) {
        return Problem.error(
                definition.where(),
                "no plugin for the language '%s' is installed".formatted(language),
                "put one into plugins/ or use one of: " + String.join(", ", languages.names()));
    }

    private static Location place(Location start, boolean verbatim, SourceException e) {
        if (e.line() == 0) {
            return start;
        }
        var column = verbatim && e.column() > 0 ? start.column() + e.column() - 1 : 0;
        return new Location(start.file(), start.line() + e.line() - 1, column);
    }

    private static List<String> names(EndpointDefinition definition) {
        return definition.parameters().stream().map(ParameterDefinition::name).toList();
    }
}
