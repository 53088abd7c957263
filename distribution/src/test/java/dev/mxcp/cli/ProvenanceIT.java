package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One server for all tests: none of them changes anything. */
class ProvenanceIT {

    private static final String SQL = """
            with totals as (select customer, sum(amount) as total from large_orders group by customer)
            select c.name, t.total from totals t join customers c on c.id = t.customer order by total
            """;

    @TempDir
    static Path root;

    private static InstalledMxcp.Server server;

    @BeforeAll
    static void serve() throws Exception {
        Files.writeString(root.resolve("mxcp-site.yml"), """
                mxcp: 1
                project: provenance
                profile: default
                provenance: true
                sql_tools: {enabled: true}
                """);
        var mxcp = new InstalledMxcp(root);
        assertThat(mxcp.run(List.of("query", """
                        create table customers as select i as id, 'c' || i as name from range(3) r(i);
                        create table orders as select i % 3 as customer, i as amount from range(30) r(i);
                        create view large_orders as select * from orders where amount > 10;
                        """)).exitCode()).isZero();
        Files.createDirectories(root.resolve("tools"));
        Files.writeString(root.resolve("tools/totals.sql"), SQL);
        tool("told", "");
        tool("untold", "provenance: false");
        server = mxcp.serve();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void anAnswerSaysWhereItsDataCameFrom() throws Exception {
        var before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var provenance = provenance(server.calls().tool("told", Map.of()));

        assertThat(provenance.propertyNames())
                .containsExactly("source", "statement", "relations", "rows", "time", "generation");
        assertThat(provenance.path("source").asString()).isEqualTo("duckdb");
        assertThat(provenance.path("statement").asString()).isEqualTo("sha256:" + sha256(SQL));
        assertThat(provenance.path("relations"))
                .isEqualTo(Json.mapper().valueToTree(List.of("main.customers", "main.large_orders")));
        assertThat(provenance.path("rows").asLong()).isEqualTo(3);
        assertThat(Instant.parse(provenance.path("time").asString())).isBetween(before, Instant.now());
        assertThat(provenance.path("generation").asLong()).isEqualTo(1);
    }

    @Test
    void theBuiltInSqlToolSaysItToo() throws Exception {
        var provenance = provenance(server.calls().tool("execute_sql_query", Map.of("sql", SQL)));

        assertThat(provenance.path("statement").asString()).isEqualTo("sha256:" + sha256(SQL));
        assertThat(provenance.path("relations"))
                .isEqualTo(Json.mapper().valueToTree(List.of("main.customers", "main.large_orders")));
    }

    @Test
    void whatTheDatabaseSaysAboutItselfComesFromNoStatement() throws Exception {
        var tables = provenance(server.calls().tool("list_tables", Map.of()));
        var columns = provenance(server.calls().tool("get_table_schema", Map.of("table_name", "orders")));

        assertThat(tables.propertyNames()).containsExactly("source", "relations", "rows", "time", "generation");
        assertThat(tables.path("rows").asLong()).isEqualTo(3);
        assertThat(columns.path("relations")).isEqualTo(Json.mapper().valueToTree(List.of("main.orders")));
        assertThat(columns.path("rows").asLong()).isEqualTo(2);
    }

    @Test
    void anEndpointMayKeepItToItself() throws Exception {
        var answer = server.calls().tool("untold", Map.of());

        assertThat(answer.at("/structuredContent/result")).hasSize(3);
        assertThat(answer.path("_meta").isMissingNode()).isTrue();
    }

    private static void tool(String name, String more) throws Exception {
        Files.writeString(root.resolve("tools/" + name + ".yml"), """
                mxcp: 1
                tool:
                  name: %s
                  %s
                  return: {type: array, items: {type: object}}
                  source: {file: totals.sql}
                """.formatted(name, more));
    }

    private static JsonNode provenance(JsonNode answer) {
        return answer.at("/_meta/dev.mxcp~1provenance");
    }

    private static String sha256(String text) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
