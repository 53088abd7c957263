package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.TestingProject.blocks;
import static dev.mxcp.core.mcp.TestingProject.failed;
import static dev.mxcp.core.mcp.TestingProject.message;
import static dev.mxcp.core.mcp.TestingProject.ok;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.EndpointResult.Content;
import java.util.Map;

/** The endpoints that the MCP conformance suite expects of a server under test. */
final class ConformanceProject {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
    private static final String SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";

    private ConformanceProject() {}

    static TestingProject create() {
        return new TestingProject()
                .tool("test_simple_text", _ -> ok("This is a simple text response for testing."))
                .tool("test_image_content", _ -> blocks(new Content.Image(PIXEL, "image/png")))
                .tool("test_audio_content", _ -> blocks(new Content.Audio(SILENCE, "audio/wav")))
                .tool(
                        "test_embedded_resource",
                        _ -> blocks(new Content.Embedded(
                                "test://embedded-resource",
                                "text/plain",
                                "This is an embedded resource content.",
                                null)))
                .tool(
                        "test_multiple_content_types",
                        _ -> blocks(
                                new Content.Text("Multiple content types test:"),
                                new Content.Image(PIXEL, "image/png"),
                                new Content.Embedded(
                                        "test://mixed-content-resource",
                                        "application/json",
                                        "{\"test\":\"data\",\"value\":123}",
                                        null)))
                .tool("test_tool_with_logging", ConformanceProject::logging)
                .tool("test_tool_with_progress", ConformanceProject::progress)
                .tool("test_error_handling", _ -> failed("This tool intentionally returns an error for testing"))
                .resource(
                        "test://static-text", "text/plain", _ -> ok("This is the content of the static text resource."))
                .resource("test://static-binary", "image/png", _ -> ok(PIXEL))
                .resource("test://template/{id}/data", "application/json", ConformanceProject::template, "id")
                .prompt("test_simple_prompt", _ -> message("user", "This is a simple prompt for testing."))
                .prompt(
                        "test_prompt_with_arguments",
                        request -> message(
                                "user",
                                "Prompt with arguments: arg1='%s', arg2='%s'"
                                        .formatted(
                                                request.arguments().get("arg1"),
                                                request.arguments().get("arg2"))),
                        "arg1",
                        "arg2");
    }

    private static Outcome logging(CallRequest request) {
        request.client().log(LogLevel.INFO, "Tool execution started", Map.of());
        request.client().log(LogLevel.INFO, "Tool processing data", Map.of());
        request.client().log(LogLevel.INFO, "Tool execution completed", Map.of());
        return ok("logged");
    }

    private static Outcome progress(CallRequest request) {
        for (var done : new double[] {0, 50, 100}) {
            request.client().progress(done, 100.0, null);
        }
        return ok("done");
    }

    private static Outcome template(CallRequest request) {
        var id = String.valueOf(request.arguments().get("id"));
        return ok(Map.of("id", id, "templateTest", true, "data", "Data for ID: " + id));
    }
}
