package dev.mxcp.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.spi.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigBinderTest {

    private static final ConfigPlace PLACE =
            new ConfigPlace("sources.sales", path -> new Location("mxcp-site.yml", path.length(), 1));

    enum Mode {
        READ_ONLY,
        READ_WRITE
    }

    record Pool(int size, @Nullable Duration maxAge) {}

    record Source(
            String url,
            @Nullable Secret password,
            @Nullable Mode mode,
            @Nullable Path file,
            @Nullable URI home,
            @Nullable Boolean verbose,
            @Nullable Double ratio,
            @Nullable Pool pool,
            @Nullable List<Pool> pools,
            @Nullable Map<String, Integer> limits,
            @Nullable Object options) {}

    record Checked(String file) {
        Checked {
            if (file.contains("/")) {
                throw new IllegalArgumentException("file must be a plain name, without directories: " + file);
            }
        }
    }

    /** Null is legal for the constructor, never for the component. */
    record Filled(String file) {
        Filled(@Nullable String file) {
            this.file = file == null ? "audit.jsonl" : file;
        }
    }

    @Test
    void everyTypeOfValueIsBound() {
        var source = bind(
                Source.class,
                Map.ofEntries(
                        Map.entry("url", "jdbc:x"),
                        Map.entry("password", "hunter2"),
                        Map.entry("mode", "read-only"),
                        Map.entry("file", "data/x.db"),
                        Map.entry("home", "https://example.org/"),
                        Map.entry("verbose", true),
                        Map.entry("ratio", 1),
                        Map.entry("pool", Map.of("size", 3, "max_age", "30s")),
                        Map.entry("pools", List.of(Map.of("size", 4L, "max-age", "PT1M"))),
                        Map.entry("limits", Map.of("rows", 5)),
                        Map.entry("options", Map.of("a", List.of(1)))));

        assertThat(source)
                .isEqualTo(new Source(
                        "jdbc:x",
                        new Secret("hunter2"),
                        Mode.READ_ONLY,
                        Path.of("data/x.db"),
                        URI.create("https://example.org/"),
                        true,
                        1.0,
                        new Pool(3, Duration.ofSeconds(30)),
                        List.of(new Pool(4, Duration.ofMinutes(1))),
                        Map.of("rows", 5),
                        Map.of("a", List.of(1))));
    }

    @Test
    void whatIsOptionalMayBeLeftOutOrEmpty() {
        var values = new HashMap<String, @Nullable Object>();
        values.put("url", "jdbc:x");
        values.put("password", null);

        assertThat(bind(Source.class, values).password()).isNull();
    }

    @Test
    void aConstructorThatAcceptsNullFillsTheDefaultIn() {
        assertThat(bind(Filled.class, Map.of())).isEqualTo(new Filled("audit.jsonl"));
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearestAndAllAllowedOnes() {
        assertThat(problems(Pool.class, Map.of("size", 1, "maxage", "1s")))
                .containsExactly("mxcp-site.yml:20:1: sources.sales: unknown key 'maxage'; did you mean 'max_age'?"
                        + " (allowed: size, max_age)");
    }

    @Test
    void anUnknownKeyFarFromAllOthersIsAnsweredWithTheAllowedOnes() {
        assertThat(problems(Pool.class, Map.of("size", 1, "colour", "red")))
                .containsExactly("mxcp-site.yml:20:1: sources.sales: unknown key 'colour'; allowed: size, max_age");
    }

    @Test
    void aMissingKeyIsNamed() {
        assertThat(problems(Pool.class, Map.of()))
                .containsExactly("mxcp-site.yml:13:1: sources.sales: 'size' is missing; add the key 'size'");
    }

    @Test
    void oneKeyInTwoSpellingsIsRefused() {
        assertThat(problems(Pool.class, Map.of("size", 1, "max_age", "1s", "max-age", "2s")))
                .singleElement()
                .asString()
                .endsWith("given twice, in two spellings; keep one of them");
    }

    @Test
    void allProblemsAreReportedTogetherEachAtItsPlace() {
        assertThat(problems(
                        Source.class,
                        Map.of(
                                "pool", Map.of("size", "many"),
                                "pools", List.of(Map.of("size", 1), Map.of("size", 1.5)),
                                "mode", "write")))
                .containsExactlyInAnyOrder(
                        "mxcp-site.yml:13:1: sources.sales: 'url' is missing; add the key 'url'",
                        "mxcp-site.yml:23:1: sources.sales.pool.size: must be a whole number",
                        "mxcp-site.yml:27:1: sources.sales.pools[1].size: must be a whole number",
                        "mxcp-site.yml:18:1: sources.sales.mode: must be one of read_only, read_write");
    }

    @Test
    void theWrongKindOfValueIsRefused() {
        assertThat(messages("url", 1)).containsExactly("must be text in quotes");
        assertThat(messages("password", 1)).containsExactly("must be text in quotes");
        assertThat(messages("verbose", "true")).containsExactly("must be true or false");
        assertThat(messages("ratio", "1")).containsExactly("must be a number");
        assertThat(messages("home", "ht tp:")).containsExactly("must be a URI, as text");
        assertThat(messages("file", "a\0b")).containsExactly("must be a path, as text");
        assertThat(messages("mode", 1)).containsExactly("must be one of read_only, read_write");
        assertThat(messages("pool", "x")).containsExactly("must be a block of keys");
        assertThat(messages("pools", Map.of())).containsExactly("must be a list");
        assertThat(messages("limits", List.of())).containsExactly("must be a block of keys");
        assertThat(messages("limits", Map.of("rows", 1L << 40))).containsExactly("must be a whole number");
        assertThat(messages("pools", Arrays.asList((Object) null))).containsExactly("must not be empty");
        assertThat(messages("pool", Map.of("size", 1, "max_age", "soon")))
                .containsExactly("must be a duration such as 500ms, 30s, 5m, 2h or PT30S");
        assertThat(messages("pool", Map.of("size", 1, "max_age", "99999999999999999999s")))
                .containsExactly("must be a duration such as 500ms, 30s, 5m, 2h or PT30S");
    }

    @Test
    void theMessageOfTheRecordsConstructorIsKept() {
        assertThat(problems(Checked.class, Map.of("file", "a/b")))
                .containsExactly(
                        "mxcp-site.yml:13:1: sources.sales: file must be a plain name, without" + " directories: a/b");
    }

    @Test
    void aSecretInTheMessageOfTheRecordsConstructorIsHidden() {
        assertThat(problems(Checked.class, Map.of("file", new Secret("s3cr/et"))))
                .containsExactly(
                        "mxcp-site.yml:13:1: sources.sales: file must be a plain name, without" + " directories: ***");
    }

    @Test
    void aReferenceStandsForAnyTypeOfValue() {
        var pool = bind(Pool.class, Map.of("size", new Secret("12"), "max_age", new Secret("5m")));

        assertThat(pool).isEqualTo(new Pool(12, Duration.ofMinutes(5)));
    }

    @Test
    void aReferenceThatDoesNotFitIsNotShown() {
        assertThat(problems(Pool.class, Map.of("size", new Secret("hunter2"))))
                .containsExactly("mxcp-site.yml:18:1: sources.sales.size: must be a whole number");
    }

    @Test
    void boundListsAndMapsCannotBeChanged() {
        var source = bind(Source.class, Map.of("url", "x", "pools", List.of(Map.of("size", 1))));

        assertThat(source.pools()).isUnmodifiable();
    }

    private static List<String> messages(String key, Object value) {
        var values = new HashMap<String, Object>(Map.of("url", "x"));
        values.put(key, value);
        return problems(Source.class, values).stream()
                .map(problem -> problem.substring(problem.lastIndexOf(": ") + 2))
                .toList();
    }

    private static <C extends Record> C bind(Class<C> type, Map<String, ? extends @Nullable Object> values) {
        return ConfigBinder.bind(type, values, PLACE);
    }

    private static List<String> problems(Class<? extends Record> type, Map<String, ?> values) {
        var failure = catchThrowableOfType(ConfigException.class, () -> bind(type, values));
        return failure.problems().stream().map(Problem::toString).toList();
    }
}
