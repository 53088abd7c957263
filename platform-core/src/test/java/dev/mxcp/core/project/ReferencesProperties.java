package dev.mxcp.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.yaml.YamlLimits;
import dev.mxcp.core.yaml.YamlPath;
import dev.mxcp.core.yaml.YamlReader;
import dev.mxcp.spi.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

class ReferencesProperties {

    /** A text, what it must become, and what it needs. */
    record Template(String text, String expected, Map<String, String> environment) {}

    @Property(tries = 300)
    void variablesAndNothingElseAreReplaced(@ForAll("templates") Template template) throws Exception {
        var document = new YamlReader(YamlLimits.DEFAULTS)
                .read("f.yml", new JsonMapper().writeValueAsString(Map.of("key", List.of(template.text()))));
        var problems = new ArrayList<Problem>();
        var references = new References(
                template.environment(),
                PluginReferences.none(),
                new ProjectFiles(Path.of("").toAbsolutePath()));
        var tree = references.resolve(document, _ -> true, problems);
        assertThat(problems).isEmpty();
        var value = YamlPath.value(tree, List.of("key", 0));
        assertThat(value instanceof Secret secret ? secret.reveal() : value).isEqualTo(template.expected());
        assertThat(value instanceof Secret).isEqualTo(!template.environment().isEmpty());
    }

    @Property(tries = 200)
    void whatIsInactiveStaysAsItIs(@ForAll("templates") Template template) throws Exception {
        var document = new YamlReader(YamlLimits.DEFAULTS)
                .read("f.yml", new JsonMapper().writeValueAsString(Map.of("off", List.of(template.text()))));
        var problems = new ArrayList<Problem>();
        var references = new References(
                Map.of(), PluginReferences.none(), new ProjectFiles(Path.of("").toAbsolutePath()));
        assertThat(references.resolve(document, List::isEmpty, problems)).isEqualTo(document.root());
        assertThat(problems).isEmpty();
    }

    @Provide
    Arbitrary<Template> templates() {
        var plain = Arbitraries.strings()
                .withChars("ab :/-")
                .ofMaxLength(6)
                .map(text -> new Template(text, text, Map.of()));
        var variable = Combinators.combine(
                        Arbitraries.strings().withChars("XYZ_09").ofMinLength(1).ofMaxLength(4),
                        Arbitraries.strings().withChars("v${}\\:/ ").ofMaxLength(6))
                .as((name, value) -> new Template("${" + name + "}", "", Map.of(name, value)));
        return Arbitraries.oneOf(plain, variable).list().ofMaxSize(5).map(ReferencesProperties::joined);
    }

    /** A variable that occurs twice has its last value everywhere. */
    private static Template joined(List<Template> parts) {
        var environment = new HashMap<String, String>();
        parts.forEach(part -> environment.putAll(part.environment()));
        var text = new StringBuilder();
        var expected = new StringBuilder();
        parts.forEach(part -> {
            text.append(part.text());
            expected.append(
                    part.environment().isEmpty()
                            ? part.expected()
                            : environment.get(
                                    part.environment().keySet().iterator().next()));
        });
        return new Template(text.toString(), expected.toString(), environment);
    }
}
