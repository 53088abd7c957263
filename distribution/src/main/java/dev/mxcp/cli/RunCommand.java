package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.local.Request;
import dev.mxcp.core.project.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = "Run one tool, resource or prompt.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  mxcp run tool hello_world -p name=Ada",
            "  mxcp run tool report -p filter=@filter.json --json-output",
            "  mxcp run resource users://42/profile",
            "  mxcp run resource 'users://{id}/profile' -p id=42",
            "  mxcp run tool salaries -u '{\"role\": \"admin\"}'"
        })
final class RunCommand extends ProjectCommand {

    @Parameters(index = "0", paramLabel = "KIND", description = "tool, resource or prompt")
    private Kind kind = Kind.TOOL;

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "The tool's or prompt's name; the resource's URI, or its template.")
    private String name = "";

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            description = "A parameter as text, or NAME=@FILE with a file that holds any JSON. Repeat for more.")
    private List<String> parameters = List.of();

    @Option(
            names = {"-u", "--user-context"},
            paramLabel = "JSON|@FILE",
            description = "Act as this user: user_id, username, email, name, and any other attribute.")
    private @Nullable String user;

    @Option(
            names = "--request-headers",
            paramLabel = "JSON|@FILE",
            description = "Headers that the endpoint sees, as if they had come with a request.")
    private @Nullable String headers;

    @Option(names = "--skip-output-validation", description = "Do not check the result against 'return'.")
    private boolean skipOutputValidation;

    @Override
    public Integer call() {
        var arguments = arguments();
        var given = arguments.parameters(parameters);
        var request = new Request.Run(
                kind,
                name,
                given,
                user == null ? null : arguments.object("--user-context", user),
                headers == null ? Map.of() : texts(arguments.object("--request-headers", headers)),
                !skipOutputValidation,
                isReadonly());
        var value = value(request);
        if (isJson()) {
            printResult(value.value());
        } else {
            print(given, value.value());
        }
        warnIfTruncated(value);
        return ExitCode.OK;
    }

    private void print(Map<String, @Nullable Object> given, @Nullable Object value) {
        var out = console().out();
        out.println(console().heading("🚀", console().bold("Running %s: %s".formatted(kind.key(), name))));
        var text = new ResultText(console());
        text.printParameters(given);
        out.println(console().green(console().heading("✅", "Success!")));
        text.print(value);
    }

    /** Header names are in lower case everywhere, as they are over HTTP. */
    private static Map<String, String> texts(Map<String, @Nullable Object> values) {
        var result = new LinkedHashMap<String, String>();
        values.forEach((key, value) ->
                result.put(key.toLowerCase(Locale.ROOT), value instanceof String text ? text : Json.write(value)));
        return result;
    }
}
