package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.SqlException;
import org.junit.jupiter.api.Test;

class SqlTextTest {

    @Test
    void aScriptIsSplitAtItsSemicolonsOnly() throws SqlException {
        var script = """
                -- makes a table;
                CREATE TABLE t (a VARCHAR);;
                INSERT INTO t VALUES ('x;y'), ($$a;b$$) /* ; */ ;
                SELECT ";" FROM t
                """;

        assertThat(SqlText.split(script))
                .containsExactly(
                        "CREATE TABLE t (a VARCHAR)", "INSERT INTO t VALUES ('x;y'), ($$a;b$$)", "SELECT \";\" FROM t");
    }

    @Test
    void nothingButCommentsIsNoStatement() throws SqlException {
        assertThat(SqlText.split("-- nothing\n;;")).isEmpty();
    }

    @Test
    void anOpenQuoteIsRefused() {
        assertThatThrownBy(() -> SqlText.split("SELECT 1; SELECT 'x")).isInstanceOf(SqlException.class);
    }
}
