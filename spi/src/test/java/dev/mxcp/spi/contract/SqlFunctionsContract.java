package dev.mxcp.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.SqlFunctions.SqlFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What SQL functions do, whoever supplies them. A subclass gives functions that take null for every argument, and one of
 * them with arguments and what it answers.
 */
public abstract class SqlFunctionsContract {

    private static final int BATCH = 2048;

    /** At least one. Asked for once per test. */
    protected abstract List<SqlFunction> functions() throws Exception;

    /** One call: the name of a function, a value for each parameter, and what comes of it. */
    public record Example(
            String function,
            List<@Nullable Object> arguments,
            @Nullable Object result) {}

    protected abstract Example example();

    @Test
    final void namesAreWordsAndUnique() throws Exception {
        assertThat(functions()).isNotEmpty();
        assertThat(functions()).extracting(SqlFunction::name).allMatch(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"));
        assertThat(functions())
                .extracting(function -> function.name().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @Test
    final void typesAreNamed() throws Exception {
        for (var function : functions()) {
            assertThat(function.returnType()).as(function.name()).isNotBlank();
            assertThat(function.parameterTypes()).as(function.name()).allMatch(type -> !type.isBlank());
        }
    }

    @Test
    final void aBatchHasAValueForEveryRow() throws Exception {
        var example = example();
        for (var rows : List.of(0, 1, BATCH)) {
            assertThat(named(example.function()).apply(columns(example.arguments(), rows), call()))
                    .hasSize(rows)
                    .allMatch(value -> example.result() == null
                            ? value == null
                            : example.result().equals(value));
        }
    }

    @Test
    final void nullsArePassedOn() throws Exception {
        for (var function : functions()) {
            List<@Nullable Object> nulls =
                    Collections.nCopies(function.parameterTypes().size(), null);
            assertThat(function.apply(columns(nulls, 3), call()))
                    .as(function.name())
                    .hasSize(3);
        }
    }

    @Test
    final void manyThreadsCallThem() throws Exception {
        var example = example();
        var function = named(example.function());
        var work = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 64; i++) {
            work.add(() ->
                    function.apply(columns(example.arguments(), BATCH), call()).size());
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var size : threads.invokeAll(work)) {
                assertThat(size.get()).isEqualTo(BATCH);
            }
        }
    }

    private SqlFunction named(String name) throws Exception {
        return functions().stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A function without parameters gets one list of nulls. */
    private static List<List<@Nullable Object>> columns(List<@Nullable Object> row, int rows) {
        var columns = new ArrayList<List<@Nullable Object>>();
        for (var value : row.isEmpty() ? Collections.singletonList((@Nullable Object) null) : row) {
            columns.add(Collections.nCopies(rows, value));
        }
        return columns;
    }

    private static TestingCallContext call() {
        return TestingCallContext.anonymous();
    }
}
