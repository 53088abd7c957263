package dev.mxcp.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.DataSource.Column;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlRowsTest {

    @Test
    void ofColumnsWithOneNameTheLastStaysInThePlaceOfTheFirst() {
        var columns = List.of(column("id"), column("name"), column("id"));
        var rows = new TestingRows(columns, new ArrayDeque<>(List.of(List.of(1L, "a", 2L))), false);

        assertThat(SqlRows.toMaps(rows))
                .singleElement()
                .satisfies(row -> assertThat(row).containsExactly(Map.entry("id", 2L), Map.entry("name", "a")));
    }

    private static Column column(String name) {
        return new Column(name, "BIGINT", true);
    }
}
