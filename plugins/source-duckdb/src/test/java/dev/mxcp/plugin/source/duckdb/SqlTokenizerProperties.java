package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.SqlException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/** The tokenizer against the engine's own parser, which says how many statements a text has and what its parameters are. */
class SqlTokenizerProperties {

    private static DuckDBConnection connection;

    @BeforeContainer
    static void open() throws SQLException {
        connection =
                new DuckDBDriver().connect("jdbc:duckdb:", new Properties()).unwrap(DuckDBConnection.class);
    }

    @AfterContainer
    static void close() throws SQLException {
        connection.close();
    }

    /** Pieces with every quoting, mixed so that they close and open each other in surprising places. */
    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "SELECT ",
                        "select 1",
                        " , ",
                        "1",
                        "1.5e3",
                        "'",
                        "''",
                        "'a'",
                        "'$x'",
                        "';'",
                        "\"",
                        "\"a\"",
                        "\"$y;\"",
                        "\"a\"\"b\"",
                        "E'",
                        "e'\\''",
                        "E'\\\\'",
                        "\\",
                        "x'1f'",
                        "$",
                        "$$",
                        "$$;$$",
                        "$a$",
                        "$a$;'$a$",
                        "$b$",
                        "$x",
                        "$y",
                        "$X",
                        "$_z",
                        "$1",
                        "$12",
                        "?",
                        "$x.y",
                        "$é",
                        "a$b",
                        "a$",
                        "é",
                        "--",
                        "-- $c ;",
                        "\n",
                        "\r",
                        "\t",
                        " ",
                        "/*",
                        "*/",
                        "/* $d ; */",
                        "/* /* */",
                        "/**/",
                        "/",
                        "*",
                        "-",
                        "+",
                        "::INT",
                        ":",
                        ";",
                        ";;",
                        "(",
                        ")",
                        "[",
                        "]",
                        "{'k': $v}",
                        "a",
                        "FROM t",
                        " AS b",
                        "||",
                        "->>",
                        "@",
                        "#1",
                        "~",
                        "!",
                        "%",
                        "\u00a0",
                        "\u2003",
                        "\u200b",
                        "\u3000",
                        "\ufeff",
                        "0x1F",
                        "1_000",
                        "1e",
                        "N'n'",
                        "U&'u'",
                        "b'1'",
                        "$\"q\"",
                        "$ w",
                        ".",
                        "..",
                        "x.y",
                        "1$a",
                        "2a")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> questions() {
        return pieces().map(text -> "SELECT 1, " + text);
    }

    @Property(tries = 4000)
    void itAgreesWithTheEngineOnWhatTheEngineCanParse(@ForAll("pieces") String text) throws SQLException {
        check(text);
    }

    @Property(tries = 4000)
    void itAgreesWithTheEngineOnQuestions(@ForAll("questions") String text) throws SQLException {
        check(text);
    }

    @Example
    void itAgreesWithTheEngineOnNumbersThatAreTooLarge() throws SQLException {
        check("SELECT 1e999, $a");
    }

    private static void check(String text) throws SQLException {
        var parsed = parsed(text);
        if (parsed == null) {
            return;
        }
        SqlText statement;
        try {
            statement = SqlText.parse(text);
        } catch (SqlException e) {
            // refusing what the engine would take is safe; the other way round is not
            assertThat(parsed.statements() != 1
                            || text.contains("$")
                            || e.getMessage().contains("looks like a space"))
                    .as("%s: %s", text, e.getMessage())
                    .isTrue();
            return;
        }
        assertThat(parsed.statements()).as(text).isEqualTo(1);
        assertThat(parameters(statement)).as(text).isEqualTo(parsed.parameters());
    }

    private static List<String> parameters(SqlText statement) {
        var names = new TreeSet<String>();
        for (var i = 0; i < statement.size(); i++) {
            switch (statement.kind(i)) {
                case PARAMETER -> names.add(statement.name(i));
                case POSITIONAL -> names.add("a positional parameter");
                default -> {}
            }
        }
        return List.copyOf(names);
    }

    private record Parsed(int statements, List<String> parameters) {}

    private static @Nullable Parsed parsed(String text) throws SQLException {
        try (var query = connection.prepareStatement("SELECT json_serialize_sql($1::VARCHAR)")) {
            query.setString(1, text);
            try (var rows = query.executeQuery()) {
                rows.next();
                var tree = (Map<?, ?>) Json.parse(rows.getString(1));
                if (!Boolean.FALSE.equals(tree.get("error"))) {
                    return null;
                }
                var statements = (List<?>) tree.get("statements");
                return new Parsed(statements.size(), statements.isEmpty() ? List.of() : names(statements));
            }
        }
    }

    private static List<String> names(List<?> statements) {
        var map = (List<?>) ((Map<?, ?>) statements.getFirst()).get("named_param_map");
        return map.stream()
                .map(entry -> ((String) ((Map<?, ?>) entry).get("key")).toLowerCase(Locale.ROOT))
                .map(name -> name.matches("\\d+") ? "a positional parameter" : name)
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }
}
