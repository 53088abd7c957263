package dev.mxcp.cli;

import dev.mxcp.core.local.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "query",
        description = "Run SQL on the project's database.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  mxcp query \"SELECT count(*) FROM orders\"",
            "  mxcp query 'SELECT * FROM orders WHERE id = $id' -p id=7",
            "  mxcp query --file report.sql --json-output",
            "  mxcp query --readonly \"FROM 'data/*.parquet'\""
        })
final class QueryCommand extends ProjectCommand {

    private static final int SHOWN_LINES = 5;

    @Parameters(arity = "0..1", paramLabel = "SQL", description = "The statement; of several the last one answers.")
    private @Nullable String sql;

    @Option(names = "--file", paramLabel = "PATH", description = "Read the SQL from this file.")
    private @Nullable String file;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            description = "The value of $NAME as text, or NAME=@FILE with a file that holds any JSON.")
    private List<String> parameters = List.of();

    @Override
    public Integer call() {
        var text = text();
        var given = arguments().parameters(parameters);
        var value = value(new Request.Query(text, given, isReadonly()));
        if (isJson()) {
            printResult(value.value());
        } else {
            print(text, given, value.value());
        }
        warnIfTruncated(value);
        return ExitCode.OK;
    }

    private String text() {
        if (sql != null && file == null) {
            return sql;
        }
        if (file == null || sql != null) {
            throw new ParameterException(commandLine(), "give either SQL or --file, one of the two");
        }
        try {
            return Files.readString(console().directory().resolve(file));
        } catch (IOException e) {
            throw new ParameterException(commandLine(), "--file: cannot read %s".formatted(file), e);
        }
    }

    private void print(String text, Map<String, @Nullable Object> given, @Nullable Object value) {
        var out = console().out();
        out.println(console().heading("🔍", console().bold("Query:")));
        var lines = text.strip().lines().toList();
        lines.stream().limit(SHOWN_LINES).forEach(line -> out.println("  " + line));
        if (lines.size() > SHOWN_LINES) {
            out.println("  ... (%d lines)".formatted(lines.size()));
        }
        var result = new ResultText(console());
        result.printParameters(given);
        if (value instanceof List<?> rows && rows.isEmpty()) {
            out.println(console().heading("ℹ️ ", "No results returned"));
        } else {
            result.print(value);
        }
    }
}
