package dev.mxcp.cli;

import dev.mxcp.core.local.ProjectOperations;
import dev.mxcp.core.local.Reply;
import dev.mxcp.core.local.Request;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A person's place at the command line: what is typed, what comes back, and a project that answers as it is told. */
final class TestingTerminal {

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private Function<Request, Reply> project = request -> new Reply.Failure("no project here");
    private String input = "";
    private boolean isTerminal;

    record Result(int exitCode, String out, String err) {}

    TestingTerminal(Path directory) {
        this.directory = directory;
        environment.put("HOME", directory.toString());
    }

    TestingTerminal project(Function<Request, Reply> answers) {
        this.project = answers;
        return this;
    }

    TestingTerminal project(Reply answer) {
        return project(request -> answer);
    }

    TestingTerminal environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    TestingTerminal terminal(String typed) {
        this.input = typed;
        this.isTerminal = true;
        return this;
    }

    /** What the commands asked of the project. */
    List<Request> requests() {
        return requests;
    }

    Result run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var console = new Console(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                directory,
                environment,
                () -> isTerminal);
        ProjectOperations operations = (request, _) -> {
            requests.add(request);
            return project.apply(request);
        };
        var exitCode = CommandTree.execute(console, (_, _) -> operations, arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
