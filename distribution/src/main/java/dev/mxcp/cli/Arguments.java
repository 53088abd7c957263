package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads values that were given as text on the command line, or in a file named there. */
record Arguments(CommandLine commandLine, Path directory) {

    /** {@code name=value} gives text, {@code name=@file.json} whatever JSON the file holds. */
    Map<String, @Nullable Object> parameters(List<String> pairs) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw usage("-p %s: write name=value, or name=@file.json".formatted(pair));
            }
            var name = pair.substring(0, equals);
            var value = pair.substring(equals + 1);
            result.put(name, value.startsWith("@") ? file("-p " + name, value.substring(1)) : value);
        }
        return result;
    }

    /** A JSON object, or {@code @} and the name of a file that holds one. */
    Map<String, @Nullable Object> object(String option, String text) {
        var value = text.startsWith("@") ? file(option, text.substring(1)) : json(option, text);
        if (!(value instanceof Map<?, ?> map)) {
            throw usage("%s: must be a JSON object such as {\"name\": \"value\"}".formatted(option));
        }
        var result = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, item) -> result.put(String.valueOf(key), item));
        return result;
    }

    private @Nullable Object file(String option, String name) {
        try {
            return json(option, Files.readString(directory.resolve(name)));
        } catch (IOException e) {
            throw usage("%s: cannot read the file %s".formatted(option, name));
        }
    }

    private @Nullable Object json(String option, String text) {
        try {
            return Json.read(text);
        } catch (JsonException e) {
            throw usage("%s: %s".formatted(option, e.getMessage()));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(commandLine, message);
    }
}
