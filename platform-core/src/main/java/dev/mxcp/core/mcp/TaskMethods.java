package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.ProtocolException.INVALID_PARAMS;
import static dev.mxcp.core.mcp.ProtocolException.MISSING_CAPABILITY;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Client;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.json.JsonWeight;
import dev.mxcp.core.project.TaskDefinition;
import dev.mxcp.core.project.TaskLimits;
import dev.mxcp.core.task.Task;
import dev.mxcp.core.task.TaskState;
import dev.mxcp.core.task.TaskTerms;
import dev.mxcp.core.task.TaskWork.End;
import dev.mxcp.core.task.Tasks;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls of tools that may go on as tasks, and what clients do with these. */
final class TaskMethods {

    private static final String REQUIRED =
            "it only runs as a task, and this client takes none (extension " + TaskWire.EXTENSION + ")";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final Tasks tasks;
    private final McpJson json;

    TaskMethods(Tasks tasks, McpJson json) {
        this.tasks = tasks;
        this.json = json;
    }

    /** Methods by the name that requests give; stateless era only. */
    Map<String, McpMethods.Method> byName() {
        return Map.of("tasks/get", this::get, "tasks/update", this::update, "tasks/cancel", this::cancel);
    }

    /** Calls a tool; answers with its result where that comes in time or the client takes no tasks. */
    Object call(Generation generation, Endpoint tool, TaskDefinition definition, Incoming request)
            throws ProtocolException {
        if (!takesTasks(request)) {
            if (definition.required() && request.era() == Era.STATELESS) {
                throw missingExtension();
            }
            var outcome = definition.required()
                    ? new Outcome.Failed(Code.UNSUPPORTED, REQUIRED)
                    : generation.call(tool, request.call());
            return McpAnswers.tool(tool, outcome);
        }
        try {
            return start(generation, tool, terms(definition), request);
        } catch (PlatformException e) {
            return McpAnswers.tool(tool, new Outcome.Failed(e.code(), e.userMessage()));
        }
    }

    private Object start(Generation generation, Endpoint tool, TaskTerms terms, Incoming request)
            throws ProtocolException {
        var call = request.call();
        var started = tasks.start(
                call.identity(),
                request.caller().toolset(),
                call.party(),
                terms,
                JsonWeight.of(call.arguments()),
                request.client(),
                (client, cancellation, time) ->
                        run(generation, tool, call.asTask(client, cancellation, time), request.client()));
        try (var _ = call.cancellation().onCancel(started.task()::cancel)) {
            var end = started.awaitAnswer();
            return end.isPresent()
                    ? answer(tool, end.get())
                    : TaskWire.created(started.task().snapshot());
        }
    }

    /** @param asked whom the work asks, if anybody */
    private End run(Generation generation, Endpoint tool, CallRequest call, Client asked) {
        try {
            var answer = McpAnswers.tool(tool, generation.call(tool, call));
            return switch (InputRounds.unlessLacking(answer, asked)) {
                case Suspension(var requests) -> new End.Suspended(requests);
                case Map<?, ?> result -> {
                    var fields = new LinkedHashMap<>(McpMessages.object(result));
                    fields.putIfAbsent("resultType", "complete");
                    yield new End.Done(new TaskState.Completed(json.mapper.writeValueAsString(fields)));
                }
                case Object other -> throw new IllegalStateException("no result of a tool: " + other.getClass());
            };
        } catch (ProtocolException e) {
            return new End.Done(new TaskState.Failed(e.code(), e.getMessage(), e.details()));
        }
    }

    /** The end of a call that its client has waited for. */
    private Object answer(Endpoint tool, End end) throws ProtocolException {
        return switch (end) {
            case End.Suspended(var requests) -> new Suspension(requests);
            case End.Done(TaskState.Completed(var result)) -> json.own(result);
            case End.Done(TaskState.Failed(var code, var message, var data)) ->
                throw new ProtocolException(code, message, null, data)
                        .withHttpStatus(code == MISSING_CAPABILITY ? BAD_REQUEST : OK);
            case End.Done(TaskState.Cancelled _) ->
                McpAnswers.tool(tool, new Outcome.Failed(Code.CANCELLED, "the call was cancelled"));
        };
    }

    private Object get(Incoming request) throws ProtocolException {
        return TaskWire.detailed(require(request).snapshot());
    }

    private Object cancel(Incoming request) throws ProtocolException {
        require(request).cancel();
        return Map.of();
    }

    private Object update(Incoming request) throws ProtocolException {
        var task = require(request);
        if (!(request.param("inputResponses") instanceof Map<?, ?> responses)) {
            throw new ProtocolException(INVALID_PARAMS, "'inputResponses' must be given, and be an object");
        }
        if (task.snapshot().state() instanceof TaskState.InputRequired(var requests)) {
            var answers = new LinkedHashMap<String, InputAnswer>();
            for (var response : McpMessages.object(responses).entrySet()) {
                var question = requests.get(response.getKey());
                if (question != null) {
                    answers.put(response.getKey(), InputWire.answer(response.getKey(), question, response.getValue()));
                }
            }
            task.answer(answers);
        }
        return Map.of();
    }

    private Task require(Incoming request) throws ProtocolException {
        requireExtension(request.params());
        var id = request.requireString("taskId");
        return find(request.caller(), id)
                .orElseThrow(() -> new ProtocolException(
                        INVALID_PARAMS, "there is no such task; it may have expired, or the server was started anew"));
    }

    private Optional<Task> find(Caller caller, String id) {
        return tasks.find(caller.identity(), caller.toolset(), id);
    }

    /** Tasks of the caller's that a client wants to hear of, by id; those that it cannot know are left out. */
    Map<String, Task> listened(Map<String, @Nullable Object> params, Caller caller, int max) throws ProtocolException {
        var wish = params.get("notifications") instanceof Map<?, ?> wishes ? wishes.get("taskIds") : null;
        if (wish == null) {
            return Map.of();
        }
        requireExtension(params);
        if (!(wish instanceof List<?> ids) || !ids.stream().allMatch(String.class::isInstance)) {
            throw new ProtocolException(INVALID_PARAMS, "'notifications.taskIds' must be a list of strings");
        }
        if (ids.size() > max) {
            throw new ProtocolException(INVALID_PARAMS, "'notifications.taskIds' may hold at most " + max + " ids");
        }
        var found = new LinkedHashMap<String, Task>();
        for (var id : ids) {
            find(caller, String.valueOf(id)).ifPresent(task -> found.put(task.id(), task));
        }
        return found;
    }

    private static void requireExtension(Map<String, @Nullable Object> params) throws ProtocolException {
        if (!RequestMeta.capabilities(params).hasExtension(TaskWire.EXTENSION)) {
            throw missingExtension();
        }
    }

    private static boolean takesTasks(Incoming request) throws ProtocolException {
        return request.era() == Era.STATELESS
                && RequestMeta.capabilities(request.params()).hasExtension(TaskWire.EXTENSION);
    }

    private static ProtocolException missingExtension() {
        return new ProtocolException(
                        MISSING_CAPABILITY,
                        "Missing required client capability: the extension " + TaskWire.EXTENSION,
                        null,
                        Map.of("requiredCapabilities", Map.of("extensions", Map.of(TaskWire.EXTENSION, Map.of()))))
                .withHttpStatus(BAD_REQUEST);
    }

    private TaskTerms terms(TaskDefinition definition) {
        TaskLimits limits = tasks.limits();
        return new TaskTerms(
                definition.patience(),
                or(definition.timeout(), limits.timeout()),
                or(definition.keep(), limits.keep()),
                or(definition.pollInterval(), limits.pollInterval()));
    }

    private static Duration or(@Nullable Duration wish, Duration otherwise) {
        return wish == null ? otherwise : wish;
    }
}
