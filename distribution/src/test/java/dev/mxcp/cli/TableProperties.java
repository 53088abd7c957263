package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TableProperties {

    @Property
    void everyLineFitsTheTerminal(
            @ForAll @Size(min = 1, max = 20) List<String> cells, @ForAll @IntRange(min = 10, max = 200) int width) {
        var table = Table.of(cells);
        assertThat(table).isNotNull();
        assertThat(table.lines(width)).allMatch(line -> line.codePointCount(0, line.length()) <= Math.min(width, 50));
    }

    @Property
    void columnsShareTheTerminal(@ForAll @Size(min = 3, max = 3) List<String> cells) {
        var table = new Table(List.of("a", "b", "c"));
        table.add(cells);
        assertThat(table.lines(30)).allMatch(line -> line.codePointCount(0, line.length()) <= 30);
    }

    @Property
    void noCellBreaksItsLine(@ForAll String text) {
        assertThat(Table.of(Collections.singletonList(text))).isNotNull();
        assertThat(Table.of(Collections.singletonList(text)).lines(80))
                .hasSize(3)
                .allMatch(line -> line.codePoints().noneMatch(Character::isISOControl));
    }
}
