package dev.mxcp.core.type;

import static dev.mxcp.core.type.TestingType.array;
import static dev.mxcp.core.type.TestingType.integer;
import static dev.mxcp.core.type.TestingType.number;
import static dev.mxcp.core.type.TestingType.object;
import static dev.mxcp.core.type.TestingType.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.type.TypeDefinition.Base;
import dev.mxcp.spi.DataSource.Column;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnComparisonTest {

    @Test
    void aMissingRequiredColumnIsTold() {
        assertThat(compare(array(object().property("id", integer()).required("id")), "name", "VARCHAR"))
                .containsExactly("the statement answers no column 'id', which is required; the columns are name");
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR,INTEGER",
        "VARCHAR,ARRAY",
        "BIGINT,STRING",
        "DATE,NUMBER",
        "BOOLEAN,INTEGER",
        "INTEGER[],STRING",
        "'STRUCT(a INTEGER)',ARRAY",
        "'MAP(VARCHAR, INTEGER)',STRING",
        "DOUBLE,BOOLEAN"
    })
    void aColumnThatCanNeverFitIsTold(String column, Base declared) {
        assertThat(compare(object().property("c", TestingType.of(declared)), "c", column))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR,STRING", "BIGINT,NUMBER", "'DECIMAL(10,2)',INTEGER", "'DECIMAL(38,2)',STRING", "HUGEINT,INTEGER",
        "TIMESTAMP WITH TIME ZONE,STRING", "JSON,ARRAY", "JSON,INTEGER", "INTEGER[3],ARRAY", "'ENUM(''a'')',STRING",
        "'STRUCT(a INTEGER)[]',ARRAY", "DOUBLE,INTEGER", "GEOMETRY,NUMBER"
    })
    void aColumnThatMayFitIsLeftAlone(String column, Base declared) {
        assertThat(compare(object().property("c", TestingType.of(declared)), "c", column))
                .isEmpty();
    }

    @Test
    void aScalarNeedsOneColumn() {
        assertThat(compare(number(), "a", "DOUBLE")).isEmpty();
        assertThat(compare(number(), "a", "DOUBLE", "b", "DOUBLE"))
                .containsExactly("the statement answers 2 columns, but a single number is declared;"
                        + " select one column, or declare 'type: object'");
    }

    @Test
    void rowsAreNoScalarsAndStrictObjectsTakeNoOtherColumns() {
        assertThat(compare(array(string()), "a", "VARCHAR")).hasSize(1);
        assertThat(compare(object().strict(), "a", "VARCHAR")).hasSize(1);
    }

    @Test
    void unknownColumnsSayNothing() {
        assertThat(compare(object().property("a", string()).required("a"))).isEmpty();
    }

    private static List<String> compare(TestingType returns, String... namesAndTypes) {
        var columns = new ArrayList<Column>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            columns.add(new Column(namesAndTypes[i], namesAndTypes[i + 1], true));
        }
        return ColumnComparison.compare(columns, returns.build()).stream()
                .map(Problem::text)
                .toList();
    }
}
