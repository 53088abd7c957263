package dev.mxcp.conformance;

import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Endpoints that change the project they belong to; a server that watches it follows. */
final class ChangingFixtures {

    private static final String TOOL = """
            mxcp: 1
            tool:
              name: test_appeared_tool
              description: Comes and goes.
              language: conformance
              source:
                code: text
            """;
    private static final String PROMPT = """
            mxcp: 1
            prompt:
              name: test_appeared_prompt
              description: Comes and goes.
              messages:
                - role: user
                  type: text
                  prompt: I am here.
            """;
    private static final String RESOURCE = """
            mxcp: 1
            resource:
              uri: test://appeared-resource
              description: Comes and goes.
              mime_type: text/plain
              language: conformance
              source:
                code: static-text
            """;

    private final Path project;

    ChangingFixtures(Path project) {
        this.project = project;
    }

    Map<String, Fixture> all() {
        return Map.of(
                "change-tools", (_, _) -> toggle("tools/appeared.yml", TOOL),
                "change-prompts", (_, _) -> toggle("prompts/appeared.yml", PROMPT),
                "change-resources", (_, _) -> toggle("resources/appeared.yml", RESOURCE),
                "change-watched", (_, _) -> changeWatched());
    }

    private EndpointResult changeWatched() {
        var file = project.resolve("resources/watched.yml");
        try {
            var before = Files.readString(file);
            Files.writeString(
                    file,
                    before.contains("code: static-text")
                            ? before.replace("code: static-text", "code: text")
                            : before.replace("code: text", "code: static-text"));
            return EndpointResult.of("Changed.");
        } catch (IOException e) {
            throw new PlatformException(PlatformException.Code.FAILED, "the resource cannot be changed", e);
        }
    }

    private EndpointResult toggle(String name, String content) {
        var file = project.resolve(name);
        try {
            if (!Files.deleteIfExists(file)) {
                Files.writeString(file, content);
            }
            return EndpointResult.of("Changed.");
        } catch (IOException e) {
            throw new PlatformException(PlatformException.Code.FAILED, "the project cannot be changed", e);
        }
    }
}
