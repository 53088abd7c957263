package dev.mxcp.core.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SizeLimitedRowsTest {

    private static final int LIMIT = 10_000;
    private static final String KILOBYTE = "x".repeat(1000);

    @Test
    void rowsThatFitAllCome() {
        var rows = limited(TestingRows.of("a", 1L, 2L, null));

        assertThat(SqlRows.toMaps(rows)).hasSize(3);
        assertThat(rows.isTruncated()).isFalse();
    }

    @Test
    void theResultEndsBeforeItOutgrowsTheLimitAndSaysSo() {
        var source = TestingRows.of("a", Collections.nCopies(100, KILOBYTE).toArray());
        var rows = limited(source);

        assertThat(SqlRows.toMaps(rows)).hasSizeBetween(5, 10);
        assertThat(rows.isTruncated()).isTrue();
        assertThat(source.unread()).isGreaterThan(80);
    }

    @Test
    void aSmallRowAfterTheEndDoesNotComeEither() {
        var rows = limited(TestingRows.of("a", KILOBYTE, KILOBYTE.repeat(10), "small"));

        assertThat(SqlRows.toMaps(rows)).containsExactly(Map.of("a", KILOBYTE));
        assertThat(rows.next()).isNull();
    }

    @Test
    void theRowLimitIsStillTold() {
        var rows = limited(TestingRows.of("a", 1L).truncated());

        assertThat(rows.isTruncated()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void aRowThatIsTooLargeAloneIsRefused(Object value) {
        var rows = limited(TestingRows.of("a", value));

        assertThatThrownBy(rows::next)
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED))
                .hasMessageContaining("limits.max_answer_bytes");
    }

    static Stream<Object> tooLarge() {
        var large = "x".repeat(LIMIT);
        return Stream.of(
                large,
                List.of(List.of(large)),
                Map.of("key", Map.of("key", List.of(large))),
                Map.of(large, true),
                Collections.nCopies(LIMIT, 1L),
                new byte[LIMIT],
                BigInteger.TEN.pow(LIMIT));
    }

    @Test
    void namesOfColumnsCountForEveryRow() {
        var rows = limited(
                TestingRows.of("n".repeat(1000), Collections.nCopies(100, 1L).toArray()));

        assertThat(SqlRows.toMaps(rows)).hasSizeBetween(5, 10);
    }

    private static SizeLimitedRows limited(TestingRows rows) {
        return new SizeLimitedRows(rows, LIMIT);
    }
}
