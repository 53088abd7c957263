package dev.mxcp.core;

import static dev.mxcp.core.mcp.TestingProject.ok;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.core.project.TaskDefinition;
import dev.mxcp.spi.InputRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What hostile messages are sent to: endpoints of every kind, among them some that ask, and some that are tasks. */
public final class HostileTarget {

    /** So short that what nobody answers does not add up. */
    private static final Duration SHORT = Duration.ofMillis(500);

    private static final TaskDefinition JOB = new TaskDefinition(false, Duration.ZERO, SHORT, SHORT, null);
    private static final Map<String, InputRequest> NAME = Map.of(
            "name",
            new InputRequest.Form("your name?", Map.of("properties", Map.of("name", Map.of("type", "string")))));

    private HostileTarget() {}

    public static TestingProject project() {
        return new TestingProject()
                .tool("alive", _ -> ok("alive"))
                .tool("echo", request -> ok(request.arguments().get("text")), "text")
                .tool("ask", HostileTarget::ask)
                .task(JOB, "job", _ -> ok("done"))
                .task(JOB, "asking-job", HostileTarget::ask)
                .resource("test://{id}/b", "text/plain", _ -> ok("text"), "id")
                .prompt("p", _ -> TestingProject.message("user", "text"), "a");
    }

    private static Outcome ask(CallRequest request) {
        return ok(request.client().ask(NAME, Instant.now().plus(SHORT)).toString());
    }
}
