package dev.mxcp.core.mcp;

import dev.mxcp.core.call.Answer;
import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Completion;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.EndpointDefinition.Annotations;
import dev.mxcp.core.project.Kind;
import dev.mxcp.core.project.TaskDefinition;
import dev.mxcp.core.type.ParameterDefinition;
import dev.mxcp.core.type.Parameters;
import dev.mxcp.core.type.ReturnType;
import dev.mxcp.core.type.TypeDefinition;
import dev.mxcp.spi.CallSuspended;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.EndpointResult.Content;
import dev.mxcp.spi.PlatformException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A generation made of lambdas: each endpoint is a function from a request to its outcome. */
public final class TestingProject implements Generation {

    private static final Location HERE = Location.of("testing.yml");

    private final long number;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Map<String, Function<CallRequest, Outcome>> behaviours = new LinkedHashMap<>();
    private final Map<String, Generation> toolsets = new LinkedHashMap<>();

    public TestingProject() {
        this(1);
    }

    public TestingProject(long number) {
        this.number = number;
    }

    /** @param parameters names of required strings */
    public TestingProject tool(String name, Function<CallRequest, Outcome> behaviour, String... parameters) {
        return add(definition(Kind.TOOL, name, null, parameters).build(), null, behaviour);
    }

    public TestingProject task(TaskDefinition task, String name, Function<CallRequest, Outcome> behaviour) {
        return add(definition(Kind.TOOL, name, null).task(task).build(), null, behaviour);
    }

    public TestingProject tool(
            String name, Function<CallRequest, Outcome> behaviour, List<ParameterDefinition> parameters) {
        var definition = EndpointDefinition.builder(Kind.TOOL, name, HERE)
                .parameters(parameters)
                .language("testing")
                .build();
        return add(definition, null, behaviour);
    }

    /** An endpoint as a project's file defines it. */
    public TestingProject defined(EndpointDefinition definition, Function<CallRequest, Outcome> behaviour) {
        return add(definition, definition.returnType().map(ReturnType::compile).orElse(null), behaviour);
    }

    public TestingProject toolReturning(TypeDefinition returns, String name, Function<CallRequest, Outcome> behaviour) {
        return add(definition(Kind.TOOL, name, null).build(), ReturnType.compile(returns), behaviour);
    }

    public TestingProject resource(
            String uri, String mimeType, Function<CallRequest, Outcome> behaviour, String... parameters) {
        return add(definition(Kind.RESOURCE, uri, mimeType, parameters).build(), null, behaviour);
    }

    public TestingProject prompt(String name, Function<CallRequest, Outcome> behaviour, String... parameters) {
        return add(definition(Kind.PROMPT, name, null, parameters).build(), null, behaviour);
    }

    /** A prompt with one argument whose values are completed by this function. */
    public TestingProject completedPrompt(String name, String argument, Function<CallRequest, Outcome> suggestions) {
        var completion = "completion of " + name;
        var prefix = new ParameterDefinition(
                Completion.PREFIX,
                TypeDefinition.builder(TypeDefinition.Base.STRING, HERE).build());
        var definition = EndpointDefinition.builder(Kind.TOOL, completion, HERE)
                .parameters(List.of(prefix))
                .build();
        var hidden = new Endpoint(
                definition, Parameters.compile(List.of(prefix)), null, (_, _) -> EndpointResult.of(null), false);
        behaviours.put(completion, suggestions);
        var prompt = definition(Kind.PROMPT, name, null, argument).build();
        endpoints.add(new Endpoint(
                prompt,
                Parameters.compile(prompt.parameters()),
                null,
                (_, _) -> EndpointResult.of(null),
                false,
                null,
                Map.of(argument, new Completion.Own(hidden))));
        return this;
    }

    /** A part of this project, of these endpoints. */
    public TestingProject toolset(String name, String... names) {
        var part = new TestingProject(number);
        part.behaviours.putAll(behaviours);
        endpoints.stream().filter(e -> List.of(names).contains(e.name())).forEach(part.endpoints::add);
        toolsets.put(name, part);
        return this;
    }

    private TestingProject add(
            EndpointDefinition definition, @Nullable ReturnType returns, Function<CallRequest, Outcome> behaviour) {
        var parameters = Parameters.compile(definition.parameters());
        endpoints.add(new Endpoint(definition, parameters, returns, (_, _) -> EndpointResult.of(null), false));
        behaviours.put(definition.name(), behaviour);
        return this;
    }

    private static EndpointDefinition.Builder definition(
            Kind kind, String name, @Nullable String mimeType, String... parameters) {
        return EndpointDefinition.builder(kind, name, HERE)
                .title("Title of " + name)
                .description("What " + name + " does")
                .mimeType(mimeType)
                .tags(List.of("testing"))
                .annotations(new Annotations(null, kind == Kind.TOOL ? true : null, null, null, null))
                .parameters(
                        Arrays.stream(parameters).map(TestingProject::parameter).toList())
                .language(kind == Kind.PROMPT ? null : "testing");
    }

    private static ParameterDefinition parameter(String name) {
        return new ParameterDefinition(
                name, TypeDefinition.builder(TypeDefinition.Base.STRING, HERE).build());
    }

    /** A good answer with this value. */
    public static Outcome ok(@Nullable Object value) {
        return new Outcome.Ok(new Answer(value, List.of(), null, false, Map.of()));
    }

    public static Outcome blocks(Content... content) {
        return new Outcome.Ok(new Answer(null, List.of(content), null, false, Map.of()));
    }

    public static Outcome structured(Map<String, @Nullable Object> value) {
        return new Outcome.Ok(new Answer(value, List.of(), value, false, Map.of()));
    }

    public static Outcome message(String role, String text) {
        return ok(List.of(Map.of("role", role, "prompt", text)));
    }

    public static Outcome failed(String message) {
        return new Outcome.Failed(PlatformException.Code.FAILED, message);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public String id() {
        return "%064x".formatted(number);
    }

    @Override
    public List<Endpoint> tools() {
        return of(Kind.TOOL);
    }

    @Override
    public List<Endpoint> resources() {
        return of(Kind.RESOURCE);
    }

    @Override
    public List<Endpoint> prompts() {
        return of(Kind.PROMPT);
    }

    private List<Endpoint> of(Kind kind) {
        return endpoints.stream().filter(e -> e.kind() == kind).toList();
    }

    @Override
    public Optional<Endpoint> tool(String name) {
        return tools().stream().filter(e -> e.name().equals(name)).findFirst();
    }

    @Override
    public Optional<Endpoint> prompt(String name) {
        return prompts().stream().filter(e -> e.name().equals(name)).findFirst();
    }

    /** A template has one variable, which stands for the rest of a segment. */
    @Override
    public Optional<ResourceMatch> resource(String uri) {
        return resources().stream().flatMap(e -> match(e, uri).stream()).findFirst();
    }

    private static Optional<ResourceMatch> match(Endpoint endpoint, String uri) {
        if (!Listings.isTemplate(endpoint)) {
            return endpoint.name().equals(uri) ? Optional.of(new ResourceMatch(endpoint, Map.of())) : Optional.empty();
        }
        var open = endpoint.name().indexOf('{');
        var close = endpoint.name().indexOf('}');
        var before = endpoint.name().substring(0, open);
        var after = endpoint.name().substring(close + 1);
        if (!uri.startsWith(before) || !uri.endsWith(after) || uri.length() < before.length() + after.length()) {
            return Optional.empty();
        }
        var value = uri.substring(open, uri.length() - after.length());
        return Optional.of(new ResourceMatch(endpoint, Map.of(endpoint.name().substring(open + 1, close), value)));
    }

    @Override
    public Optional<Generation> toolset(String name) {
        return Optional.ofNullable(toolsets.get(name));
    }

    @Override
    public Outcome call(Endpoint endpoint, CallRequest request) {
        var problems = endpoint.parameters().convert(request.arguments()).problems();
        if (!problems.isEmpty()) {
            return new Outcome.Invalid(problems);
        }
        try {
            return behaviours.get(endpoint.name()).apply(request);
        } catch (CallSuspended e) {
            return new Outcome.Suspended(e.requests());
        } catch (PlatformException e) {
            return new Outcome.Failed(e.code(), e.userMessage());
        }
    }
}
