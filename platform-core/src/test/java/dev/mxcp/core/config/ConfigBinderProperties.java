package dev.mxcp.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mxcp.spi.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;

class ConfigBinderProperties {

    private static final ConfigPlace PLACE = ConfigPlace.of("block", "mxcp-site.yml");

    enum Level {
        BASIC,
        VERY_DETAILED
    }

    record Leaf(int count, @Nullable Duration timeLimit) {}

    record Block(
            String someText,
            long bigNumber,
            boolean isOn,
            @Nullable Level auditLevel,
            @Nullable Secret apiKey,
            Path dataPath,
            List<String> allNames,
            @Nullable Leaf firstLeaf,
            Map<String, Leaf> moreLeaves) {}

    @Property
    void whatARecordHoldsIsWhatIsBoundFromIt(@ForAll("blocks") Block block, @ForAll boolean hyphens) {
        assertThat(ConfigBinder.bind(Block.class, written(block, hyphens), PLACE))
                .isEqualTo(block);
    }

    @Property
    void anyKeyThatIsNoComponentIsRefused(
            @ForAll("blocks") Block block, @ForAll @AlphaChars @StringLength(min = 1, max = 12) String key) {
        var values = written(block, false);
        values.put("x" + key, 1);

        var failure = catchThrowableOfType(ConfigException.class, () -> ConfigBinder.bind(Block.class, values, PLACE));
        assertThat(failure).hasMessageContaining("unknown key 'x" + key + "'");
    }

    @Property
    void noProblemShowsAValue(@ForAll("blocks") Block block, @ForAll("components") String broken) {
        var values = written(block, false);
        values.put(broken, Map.of("k", List.of("TOPSECRET")));

        var failure = catchThrowableOfType(ConfigException.class, () -> ConfigBinder.bind(Block.class, values, PLACE));
        assertThat(failure.getMessage()).doesNotContain("TOPSECRET").contains(broken);
    }

    @Provide
    Arbitrary<String> components() {
        return Arbitraries.of(
                "some_text", "big_number", "is_on", "audit_level", "api_key", "data_path", "all_names", "first_leaf");
    }

    @Provide
    Arbitrary<Block> blocks() {
        var texts = Arbitraries.strings().ofMaxLength(20);
        var words = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
        var leaves = Combinators.combine(
                        Arbitraries.integers(),
                        Arbitraries.longs()
                                .between(0, 1_000_000)
                                .map(Duration::ofMillis)
                                .injectNull(0.2))
                .as(Leaf::new);
        var scalars = Combinators.combine(texts, Arbitraries.longs(), Arbitraries.of(true, false), words)
                .as((text, number, on, path) ->
                        new Block(text, number, on, null, null, Path.of(path), List.of(), null, Map.of()));
        return Combinators.combine(
                        scalars,
                        Arbitraries.of(Level.class).injectNull(0.3),
                        texts.map(Secret::new).injectNull(0.3),
                        texts.list().ofMaxSize(4),
                        leaves.injectNull(0.3),
                        Arbitraries.maps(words, leaves).ofMaxSize(3))
                .as((block, level, key, names, leaf, more) -> new Block(
                        block.someText(),
                        block.bigNumber(),
                        block.isOn(),
                        level,
                        key,
                        block.dataPath(),
                        names,
                        leaf,
                        more));
    }

    /** As a person would write the record in YAML. */
    private static Map<String, @Nullable Object> written(Object record, boolean hyphens) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var component : record.getClass().getRecordComponents()) {
            var key = component
                    .getName()
                    .replaceAll("([A-Z])", hyphens ? "-$1" : "_$1")
                    .toLowerCase(Locale.ROOT);
            try {
                values.put(key, plain(component.getAccessor().invoke(record), hyphens));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        return values;
    }

    private static @Nullable Object plain(@Nullable Object value, boolean hyphens) {
        return switch (value) {
            case null -> null;
            case Secret secret -> secret.reveal();
            case Path path -> path.toString();
            case Duration duration -> hyphens ? duration.toString() : duration.toMillis() + "ms";
            case Level level -> level.name().toLowerCase(Locale.ROOT).replace('_', hyphens ? '-' : '_');
            case Map<?, ?> map -> {
                var plain = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, each) -> plain.put((String) key, plain(each, hyphens)));
                yield plain;
            }
            case Record record -> written(record, hyphens);
            default -> value;
        };
    }
}
