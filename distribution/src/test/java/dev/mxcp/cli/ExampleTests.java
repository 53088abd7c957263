package dev.mxcp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The tests that a project's tools carry in their YAML files. */
final class ExampleTests {

    /** One test of one tool. */
    record Case(String tool, String name, Map<String, @Nullable Object> arguments, Map<?, ?> test) {

        boolean has(String key) {
            return test.containsKey(key);
        }

        Object get(String key) {
            return test.get(key);
        }
    }

    private ExampleTests() {}

    static List<Case> of(Path project) throws IOException {
        var cases = new ArrayList<Case>();
        try (Stream<Path> files = Files.list(project.resolve("tools"))) {
            for (Path file : files.sorted().toList()) {
                var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
                Map<String, Map<String, Object>> document = yaml.load(Files.readString(file));
                var tool = document.get("tool");
                for (Object test : (List<?>) tool.get("tests")) {
                    cases.add(testCase((String) tool.get("name"), (Map<?, ?>) test));
                }
            }
        }
        return cases;
    }

    private static Case testCase(String tool, Map<?, ?> test) {
        var arguments = new LinkedHashMap<String, @Nullable Object>();
        for (Object argument : (List<?>) test.get("arguments")) {
            var pair = (Map<?, ?>) argument;
            arguments.put((String) pair.get("key"), pair.get("value"));
        }
        return new Case(tool, (String) test.get("name"), arguments, test);
    }
}
