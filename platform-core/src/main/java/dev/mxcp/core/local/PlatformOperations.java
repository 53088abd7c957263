package dev.mxcp.core.local;

import dev.mxcp.core.Draft;
import dev.mxcp.core.Platform;
import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.sql.AdHocSql;
import dev.mxcp.spi.Identity;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers from a project that is open in this process. Every call goes through the pipeline, like those of agents. */
public final class PlatformOperations implements ProjectOperations {

    private static final String TRANSPORT = "cli";

    private final Platform platform;
    private final Supplier<String> version;

    public PlatformOperations(Platform platform, Supplier<String> version) {
        this.platform = platform;
        this.version = version;
    }

    @Override
    public Reply perform(Request request, CallCancellation cancellation) {
        try {
            return switch (request) {
                case Request.Run run -> {
                    try (var draft = platform.draft()) {
                        yield run(draft, run, cancellation);
                    }
                }
                case Request.Query query -> query(query, cancellation);
                case Request.Listing _ -> {
                    try (var draft = platform.draft()) {
                        yield Verdicts.of(draft.project(), draft.project().problems());
                    }
                }
                case Request.Tokens _ -> {
                    try (var draft = platform.draft()) {
                        yield new Reply.Value(TokenReport.of(draft), false);
                    }
                }
                case Request.Validate _ -> {
                    try (var draft = platform.draft()) {
                        yield Verdicts.of(draft);
                    }
                }
                case Request.Status _ ->
                    new Reply.Server(
                            ProcessHandle.current().pid(),
                            version.get(),
                            platform.database().isReadOnly());
            };
        } catch (ProjectException e) {
            return new Reply.Failure(
                    e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }

    private Reply run(Draft draft, Request.Run run, CallCancellation cancellation) {
        if (run.readonly() && !platform.database().isReadOnly()) {
            return new Reply.Failure("a server of this project has the database open for writing, so --readonly cannot"
                    + " be kept; leave it out, or stop the server");
        }
        return switch (EndpointSearch.of(draft, run)) {
            case EndpointSearch.Missing missing -> new Reply.Failure(missing.message());
            case EndpointSearch.Found found -> {
                var request = CallRequest.of(identity(run.user()), found.arguments(), TRANSPORT)
                        .withHeaders(run.headers())
                        .withCancellation(cancellation);
                yield call(
                        draft.generation(),
                        found.endpoint(),
                        run.checkResult() ? request : request.withoutResultCheck());
            }
        };
    }

    /** On what serves now: the project's files have no part in it, so they are not read again. */
    private Reply query(Request.Query query, CallCancellation cancellation) {
        var limits = platform.project().settings().limits();
        var endpoint = AdHocSql.endpoint(
                platform.database(), query.sql(), limits.maxRows(), limits.maxAnswerBytes(), query.readonly());
        var request = CallRequest.of(Identity.anonymous(), query.arguments(), TRANSPORT)
                .withCancellation(cancellation);
        return call(platform.generation(), endpoint, request);
    }

    private static Reply call(Generation generation, Endpoint endpoint, CallRequest request) {
        return switch (generation.call(endpoint, request)) {
            case Outcome.Ok(var answer) -> new Reply.Value(answer.value(), answer.truncated());
            case Outcome.Denied denied -> new Reply.Failure("Policy enforcement failed: " + denied.reason());
            case Outcome.Invalid(var problems) -> new Reply.Failure(String.join("\n", problems));
            case Outcome.Failed failed -> new Reply.Failure(failed.userMessage());
            case Outcome.Suspended _ -> new Reply.Failure("this endpoint asks its client for input; call it over MCP");
            case Outcome.Broken(var requestId) ->
                new Reply.Failure("internal error in call %s; the log has the cause".formatted(requestId));
        };
    }

    private static Identity identity(@Nullable Map<String, @Nullable Object> user) {
        if (user == null) {
            return Identity.anonymous();
        }
        return Identity.builder("cli")
                .userId(Objects.requireNonNullElse(text(user, "user_id"), "cli_user"))
                .username(Objects.requireNonNullElse(text(user, "username"), "cli_user"))
                .email(text(user, "email"))
                .claims(user)
                .build();
    }

    private static @Nullable String text(Map<String, @Nullable Object> user, String key) {
        var value = user.get(key);
        return value == null ? null : value.toString();
    }

    @Override
    public void close() {
        platform.close();
    }
}
