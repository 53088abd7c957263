package dev.mxcp.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mxcp.core.problem.Problem;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    private final YamlReader reader = new YamlReader(new YamlLimits(10_000, 20, 1_000));

    @Test
    void scalarsMeanWhatYaml11Says() throws Exception {
        var text = """
                - yes
                - Off
                - 'yes'
                - 012
                - 0x1F
                - 0b101
                - 1_000
                - -7
                - 1:30
                - 123456789012345678901234567890
                - 1.5
                - -.inf
                - ~
                -
                - 2024-01-31
                - 2024-01-31 10:20:30.5
                - 2024-01-31T10:20:30Z
                - 2024-01-31T10:20:30+02:00
                - 1.2.3
                - "2024-01-31"
                - !!str 5
                """;
        assertThat(reader.read("f.yml", text).root())
                .isEqualTo(Arrays.asList(
                        true,
                        false,
                        "yes",
                        10L,
                        31L,
                        5L,
                        1000L,
                        -7L,
                        90L,
                        new BigInteger("123456789012345678901234567890"),
                        1.5,
                        Double.NEGATIVE_INFINITY,
                        null,
                        null,
                        LocalDate.of(2024, 1, 31),
                        LocalDateTime.of(2024, 1, 31, 10, 20, 30, 500_000_000),
                        OffsetDateTime.parse("2024-01-31T10:20:30Z"),
                        OffsetDateTime.parse("2024-01-31T10:20:30+02:00"),
                        "1.2.3",
                        "2024-01-31",
                        "5"));
    }

    @Test
    void keysAreTheirTextWhateverTheyWouldMeanAsValues() throws Exception {
        assertThat(reader.read("f.yml", "on: 1\n2: b\nnull: c\n2024-01-01: d\n").root())
                .isEqualTo(Map.of("on", 1L, "2", "b", "null", "c", "2024-01-01", "d"));
    }

    @Test
    void everyKeyAndValueKnowsItsPlace() throws Exception {
        var document = reader.read("tools/x.yml", "tool:\n  name: x\n  tags:\n    - a\n    - b: 1\n");
        assertThat(document.at(List.of())).hasToString("tools/x.yml:1:1");
        assertThat(document.keyAt(List.of("tool"))).hasToString("tools/x.yml:1:1");
        assertThat(document.at(List.of("tool", "name"))).hasToString("tools/x.yml:2:9");
        assertThat(document.keyAt(List.of("tool", "name"))).hasToString("tools/x.yml:2:3");
        assertThat(document.at(List.of("tool", "tags", 1, "b"))).hasToString("tools/x.yml:5:10");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            a: |\\n  select\\n   1        @ f.yml:2:3 @ true
            a:\\n  b\\n                  @ f.yml:2:3 @ true
            a: |2\\n\\n    select         @ f.yml:2:3 @ true
            a: select 1                  @ f.yml:1:4 @ true
            a: 'select 1'                @ f.yml:1:5 @ true
            a: "select 1"                @ f.yml:1:5 @ true
            a: 'it''s'                   @ f.yml:1:4 @ false
            a: "a\\tb"                   @ f.yml:1:4 @ false
            a: one\\n  two                @ f.yml:1:4 @ false
            a: >\\n  one\\n  two           @ f.yml:2:4 @ false
            """, quoteCharacter = '`')
    void aTextKnowsWhereItStartsAndWhetherItStandsThereAsItIs(String yaml, String where, boolean verbatim)
            throws Exception {
        var document = reader.read("f.yml", yaml.replace("\\n", "\n"));
        assertThat(document.textAt(List.of("a"))).hasToString(where);
        assertThat(document.isVerbatim(List.of("a"))).isEqualTo(verbatim);
    }

    @Test
    void thePlaceOfWhatIsMissingIsTheNearestThingAroundIt() throws Exception {
        var document = reader.read("f.yml", "a:\n  b:\n    c: 1\n");
        assertThat(document.at(List.of("a", "b", "x", "y"))).hasToString("f.yml:3:5");
        assertThat(document.keyAt(List.of("nowhere"))).hasToString("f.yml:1:1");
    }

    @Test
    void anchorsAndMergeKeysWork() throws Exception {
        var text = """
                base: &base { a: 1, b: 2 }
                more: &more
                  <<: *base
                  c: 3
                all:
                  b: own
                  <<: [*more, { a: never, d: 4 }]
                same: *base
                """;
        var document = reader.read("f.yml", text);
        assertThat(document.value(List.of("all"))).isEqualTo(Map.of("a", 1L, "b", "own", "c", 3L, "d", 4L));
        assertThat(document.value(List.of("same"))).isEqualTo(Map.of("a", 1L, "b", 2L));
    }

    @Test
    void everyDuplicateKeyIsReportedWithItsPlace() {
        assertThat(problems("a: 1\nb:\n  x: 1\n  x: 2\na: 3\n"))
                .containsExactly(
                        "f.yml:5:1: duplicate key 'a', first used in line 1; remove one of them",
                        "f.yml:4:3: duplicate key 'x', first used in line 3; remove one of them");
    }

    @Test
    void anAliasBombIsRefused() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            text.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        assertThat(problems(text.toString())).singleElement().asString().contains("more than 1000 values");
    }

    @Test
    void aMergeBombIsRefused() {
        var keys = IntStream.range(0, 200).mapToObj(i -> "k" + i + ": 1").collect(Collectors.joining(", "));
        var merges = IntStream.range(0, 200).mapToObj(i -> "- <<: *a\n").collect(Collectors.joining());
        assertThat(problems("base: &a {" + keys + "}\nall:\n" + merges)).isNotEmpty();
    }

    @Test
    void anAnchorThatContainsItselfIsRefused() {
        assertThat(problems("a: &a\n  - *a\n")).singleElement().asString().contains("contains itself");
        assertThat(problems("a: &a\n  b:\n    <<: *a\n")).isNotEmpty();
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(problems("[".repeat(5_000))).singleElement().asString().contains("nested deeper than 20");
    }

    @Test
    void hugeFilesAreRefused() {
        assertThat(problems("x".repeat(10_001).getBytes(StandardCharsets.UTF_8)))
                .containsExactly(
                        "f.yml: the file is larger than 10000 bytes; split it, or move data into the database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void aByteOrderMarkTellsTheEncoding(String charset) throws Exception {
        var bytes = "\uFEFFa: é".getBytes(Charset.forName(charset));
        assertThat(reader.read("f.yml", bytes).root()).isEqualTo(Map.of("a", "é"));
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        assertThat(problems(new byte[] {'a', ':', ' ', (byte) 0xE9}))
                .containsExactly("f.yml: the file is not UTF-8 text; save it as UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "a:\\n\\tb: 1"          | f.yml:2:1: a tab cannot be used for indentation
            "a: 1\\n---\\nb: 2"     | f.yml:2:1: a file holds one document only
            "a: b: c"              | f.yml:1:5: a key and value are not allowed here
            "a: *b"                | f.yml:1:4: there is no anchor named b
            "a: @b"                | f.yml:1:4: a value cannot start with this character
            "a:\\n  b: 1\\n c: 2"   | f.yml:3:2: the indentation does not fit
            "a: [1, 2"             | f.yml:1:9: not valid YAML
            "!aaa%a"               | f.yml: not valid YAML: Tag must not contain
            "a: !secret b"         | f.yml:1:4: the tag '!secret' is not supported
            "a: !!python/name:x ''"| f.yml:1:4: the tag '!!python/name:x' is not supported
            "? [a]\\n: b"           | f.yml:1:3: a key must be text
            "a: 2024-02-31"        | f.yml:1:4: '2024-02-31' looks like a date
            "<<: 5"                | f.yml:1:5: '<<' merges mappings only
            """)
    void mistakesAreToldInWordsThatHelp(String text, String start) {
        assertThat(problems(text.translateEscapes())).first().asString().startsWith(start);
    }

    @Test
    void aControlCharacterIsNamedAndPlaced() {
        assertThat(problems("a: 1\nbc: \u0007"))
                .singleElement()
                .asString()
                .startsWith("f.yml:2:5: the character U+0007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing but a comment\n", "---\n", "null"})
    void anEmptyDocumentHasNoRoot(String text) throws Exception {
        assertThat(reader.read("f.yml", text).root()).isNull();
    }

    private List<String> problems(String text) {
        return problems(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> problems(byte[] bytes) {
        return catchThrowableOfType(YamlException.class, () -> reader.read("f.yml", bytes)).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
