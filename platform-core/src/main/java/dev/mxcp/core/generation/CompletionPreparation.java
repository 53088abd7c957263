package dev.mxcp.core.generation;

import dev.mxcp.core.catalog.Completion;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.problem.Suggestion;
import dev.mxcp.core.project.CompletionDefinition;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.Kind;
import dev.mxcp.core.type.ParameterDefinition;
import dev.mxcp.core.type.Parameters;
import dev.mxcp.core.type.TypeDefinition;
import dev.mxcp.core.type.TypeDefinition.Base;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the completions of an endpoint's parameters ready: each is an endpoint of its own, which clients cannot name. */
final class CompletionPreparation {

    private static final PreparedEndpoint NOTHING = new FixedSuggestions(List.of());

    private final List<Problem> problems;
    private final Implementations implementations;
    /** Checked when all endpoints are known. */
    private final List<Runnable> checks = new ArrayList<>();

    private Map<String, EndpointDefinition> tools = Map.of();

    CompletionPreparation(List<Problem> problems, Implementations implementations) {
        this.problems = problems;
        this.implementations = implementations;
    }

    /** By the name of the parameter. Tools have none: clients never ask for them. */
    Map<String, Completion> of(EndpointDefinition owner) {
        var completions = new LinkedHashMap<String, Completion>();
        if (owner.kind() != Kind.TOOL) {
            for (var parameter : owner.parameters()) {
                completion(owner, parameter).ifPresent(found -> completions.put(parameter.name(), found));
            }
        }
        return completions;
    }

    /** Tells what is wrong with the tools that completions name. */
    void checkTools(List<EndpointDefinition> all) {
        var byName = new LinkedHashMap<String, EndpointDefinition>();
        all.stream()
                .filter(definition -> definition.kind() == Kind.TOOL)
                .forEach(tool -> byName.put(tool.name(), tool));
        tools = byName;
        checks.forEach(Runnable::run);
    }

    private Optional<Completion> completion(EndpointDefinition owner, ParameterDefinition parameter) {
        return switch (owner.completions().get(parameter.name())) {
            case CompletionDefinition.Sql sql -> sql(owner, parameter, sql);
            case CompletionDefinition.Tool tool -> {
                checks.add(() -> checkTool(owner, tool));
                var gate = owner.policies() == null ? null : endpoint(owner, parameter, NOTHING);
                yield Optional.of(new Completion.Tool(tool.name(), gate));
            }
            case null -> fixed(owner, parameter);
        };
    }

    private Optional<Completion> fixed(EndpointDefinition owner, ParameterDefinition parameter) {
        var type = parameter.type();
        var enumeration = type.enumeration();
        var listed = enumeration != null ? enumeration : type.examples();
        var values = listed.stream()
                .filter(Objects::nonNull)
                .filter(value -> !(value instanceof Map || value instanceof List))
                .map(String::valueOf)
                .distinct()
                .toList();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Completion.Own(endpoint(owner, parameter, new FixedSuggestions(values))));
    }

    private Optional<Completion> sql(
            EndpointDefinition owner, ParameterDefinition parameter, CompletionDefinition.Sql sql) {
        if (isPrefixTaken(owner, parameter)) {
            problems.add(Problem.error(
                    sql.source().where(),
                    "in a completion, 'prefix' is what has been typed, but another parameter is called so",
                    "rename the parameter 'prefix'"));
            return Optional.empty();
        }
        var definition = definition(owner, parameter);
        return implementations
                .readingSql(definition, sql.source())
                .map(prepared -> new Completion.Own(endpoint(definition, prepared)));
    }

    private static boolean isPrefixTaken(EndpointDefinition owner, ParameterDefinition completed) {
        return owner.parameters().stream()
                .map(ParameterDefinition::name)
                .anyMatch(name -> name.equals(Completion.PREFIX) && !name.equals(completed.name()));
    }

    private void checkTool(EndpointDefinition owner, CompletionDefinition.Tool completion) {
        var tool = tools.get(completion.name());
        if (tool == null) {
            var near = Suggestion.of(completion.name(), tools.keySet())
                    .map("; did you mean '%s'?"::formatted)
                    .orElse("");
            problems.add(Problem.error(
                    completion.where(),
                    "there is no tool '%s' to complete values%s".formatted(completion.name(), near),
                    "write the name of a tool of this project"));
            return;
        }
        var known = Stream.concat(
                        Stream.of(Completion.PREFIX),
                        owner.parameters().stream().map(ParameterDefinition::name))
                .toList();
        tool.parameters().stream()
                .filter(ParameterDefinition::isRequired)
                .map(ParameterDefinition::name)
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(Problem.error(
                        completion.where(),
                        "%s requires '%s', which a completion of %s does not know"
                                .formatted(tool.label(), name, owner.label()),
                        "give it a default, or choose a tool that takes: " + String.join(", ", known))));
    }

    private static Endpoint endpoint(
            EndpointDefinition owner, ParameterDefinition parameter, PreparedEndpoint implementation) {
        return endpoint(definition(owner, parameter), implementation);
    }

    private static Endpoint endpoint(EndpointDefinition definition, PreparedEndpoint implementation) {
        return new Endpoint(definition, Parameters.compile(definition.parameters()), null, implementation, false);
    }

    /** With the owner's policies: whom it refuses gets no suggestions. */
    private static EndpointDefinition definition(EndpointDefinition owner, ParameterDefinition completed) {
        var parameters = new ArrayList<ParameterDefinition>();
        var text = TypeDefinition.builder(Base.STRING, owner.where()).build();
        parameters.add(new ParameterDefinition(Completion.PREFIX, text.withDefault(new TypeDefinition.Default(""))));
        owner.parameters().stream()
                .filter(parameter -> !parameter.name().equals(completed.name()))
                .filter(parameter -> !parameter.name().equals(Completion.PREFIX))
                .map(parameter -> new ParameterDefinition(
                        parameter.name(), parameter.type().withDefault(new TypeDefinition.Default(null))))
                .forEach(parameters::add);
        var name = "completion of %s, parameter '%s'".formatted(owner.label(), completed.name());
        return EndpointDefinition.builder(Kind.TOOL, name, owner.where())
                .parameters(parameters)
                .language("sql")
                .policies(owner.policies())
                .build();
    }

    /** Prepares statements; what is wrong with one is told. */
    @FunctionalInterface
    interface Implementations {
        Optional<PreparedEndpoint> readingSql(EndpointDefinition definition, EndpointDefinition.Source source);
    }
}
