package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.TestingProject.message;
import static dev.mxcp.core.mcp.TestingProject.ok;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.spi.CallContext.ElicitAnswer;
import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import java.time.Instant;
import java.util.Map;

/** A little of everything, for clients that do a little of everything. */
final class ClientProject {

    private ClientProject() {}

    static TestingProject create() {
        return new TestingProject()
                .tool("hello", request -> ok("Hello " + request.arguments().get("name")), "name")
                .tool("work", ClientProject::work)
                .tool("ask", request -> ask(request, "string"))
                .tool("ask_for_a_number", request -> ask(request, "integer"))
                .tool(
                        "think",
                        request -> ask(request, new InputRequest.Sample("What is 6 times 7?", null, 10))
                                        instanceof InputAnswer.Sampled sampled
                                ? ok(sampled.text())
                                : ok("no answer"))
                .resource("data://static", "text/plain", _ -> ok("static"))
                .resource(
                        "data://row/{id}",
                        "text/plain",
                        r -> ok("row " + r.arguments().get("id")),
                        "id")
                .prompt(
                        "greet",
                        request ->
                                message("assistant", "Hi " + request.arguments().get("who")),
                        "who");
    }

    private static Outcome work(CallRequest request) {
        request.client().progress(1, 2.0, "half");
        request.client().log(LogLevel.DEBUG, "details", Map.of());
        request.client().log(LogLevel.WARNING, "careful", Map.of());
        request.client().progress(2, 2.0, "done");
        return ok("worked");
    }

    private static Outcome ask(CallRequest request, String type) {
        var schema = Map.of("type", "object", "properties", Map.of("color", Map.of("type", type)));
        try {
            return switch (ask(request, new InputRequest.Form("Which color?", schema))) {
                case ElicitAnswer.Accepted(var content) -> ok(content.get("color"));
                case ElicitAnswer.Declined() -> ok("declined");
                case InputAnswer _ -> ok("dismissed");
            };
        } catch (PlatformException e) {
            return new Outcome.Failed(e.code(), e.userMessage());
        }
    }

    private static InputAnswer ask(CallRequest request, InputRequest question) {
        var answers =
                request.client().ask(Map.of("question", question), Instant.now().plusSeconds(60));
        return answers.getOrDefault("question", new ElicitAnswer.Dismissed());
    }
}
