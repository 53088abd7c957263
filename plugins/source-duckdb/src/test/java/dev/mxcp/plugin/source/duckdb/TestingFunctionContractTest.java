package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.SqlFunctions.SqlFunction;
import dev.mxcp.spi.contract.SqlFunctionsContract;
import java.util.List;

class TestingFunctionContractTest extends SqlFunctionsContract {

    @Override
    protected List<SqlFunction> functions() {
        return List.of(
                TestingFunction.echo("same_again", "VARCHAR"),
                TestingFunction.of("always_one", "INTEGER", (row, call) -> 1L));
    }

    @Override
    protected Example example() {
        return new Example("same_again", List.of("x"), "x");
    }
}
