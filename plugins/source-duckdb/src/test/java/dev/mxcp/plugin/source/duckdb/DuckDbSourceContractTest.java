package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.contract.DataSourceContract;

class DuckDbSourceContractTest extends DataSourceContract {

    @Override
    protected DataSource open() {
        return TestingDatabase.open(directory).source();
    }

    @Override
    protected String endlessQuery() {
        return "SELECT count(*) FROM range(100000) a, range(100000) b, range(100000) c WHERE hash(a.range, b.range) = 1";
    }
}
