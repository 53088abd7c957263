package dev.mxcp.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

class YamlReaderProperties {

    private static final JsonMapper JSON = new JsonMapper();

    private final YamlReader reader = new YamlReader(YamlLimits.DEFAULTS);

    /** JSON is YAML, so a JSON writer is a YAML writer that knows nothing of ours. */
    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll("trees") Object tree) throws Exception {
        assertThat(reader.read("f.yml", JSON.writeValueAsString(tree)).root()).isEqualTo(tree);
    }

    @Property(tries = 300)
    void marksPointToTheTextOfTheirKey(@ForAll("mappings") Map<String, Object> tree) throws Exception {
        var text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        var document = reader.read("f.yml", text);
        var lines = text.lines().toList();
        for (var path : keys(tree, List.of())) {
            var place = document.keyAt(path);
            var line = lines.get(place.line() - 1);
            var found = line.codePoints().skip(place.column() - 1L).toArray();
            assertThat(new String(found, 0, found.length)).startsWith(JSON.writeValueAsString(path.getLast()));
        }
    }

    @Property(tries = 500)
    void anyTextIsEitherReadOrRefusedWithAReason(@ForAll("yamlish") String text) {
        try {
            reader.read("f.yml", text);
        } catch (YamlException e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.message()).isNotBlank().doesNotContain("org.yaml");
                assertThat(problem.where().file()).isEqualTo("f.yml");
            });
        }
    }

    private static List<List<Object>> keys(Map<?, ?> tree, List<Object> path) {
        var paths = new ArrayList<List<Object>>();
        tree.forEach((key, value) -> {
            var inside = new ArrayList<>(path);
            inside.add(key);
            paths.add(inside);
            if (value instanceof Map<?, ?> map) {
                paths.addAll(keys(map, inside));
            }
        });
        return paths;
    }

    @Provide
    Arbitrary<Object> trees() {
        return tree(3);
    }

    @Provide
    Arbitrary<Map<String, Object>> mappings() {
        return Arbitraries.maps(text(), tree(2)).ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> yamlish() {
        return Arbitraries.strings()
                .withChars("ab01:-?[]{},&*!|>'\"%@`# \n\t<~.")
                .ofMaxLength(40);
    }

    private static Arbitrary<Object> tree(int depth) {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                text().map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.bigIntegers()
                        .map(value -> value.bitLength() < Long.SIZE ? (Object) value.longValue() : value),
                Arbitraries.doubles().between(-1e6, 1e6).ofScale(4).map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast));
        if (depth == 0) {
            return scalars;
        }
        return Arbitraries.oneOf(
                scalars,
                tree(depth - 1).list().ofMaxSize(4).map(Object.class::cast),
                Arbitraries.maps(text(), tree(depth - 1)).ofMaxSize(4).map(Object.class::cast));
    }

    /** A JSON writer leaves characters bare that YAML does not allow bare; those are tested by example. */
    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("äöéß日本語\t")
                .ofMaxLength(12)
                .filter(text -> !text.contains("<<"));
    }
}
