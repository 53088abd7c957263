package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SqlToolsIT {

    @TempDir
    Path root;

    private InstalledMxcp mxcp;
    private InstalledMxcp.Server server;

    @BeforeEach
    void makeProject() throws Exception {
        mxcp = new InstalledMxcp(root);
        site("");
        query("create schema reporting");
        query("create table reporting.sales as select i as id, i * 1.5 as amount from range(100) r(i)");
        query("create table secret_plans as select 'canary' as plan");
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theyAreOffUnlessAskedFor() throws Exception {
        server = mxcp.serve();

        assertThat(toolNames()).isEmpty();
    }

    @Test
    void anAgentExploresAndReads() throws Exception {
        site("sql_tools: {enabled: true, execute_sql_query: {description: Ask about sales}}");
        server = mxcp.serve();

        assertThat(toolNames()).containsExactly("execute_sql_query", "list_tables", "get_table_schema");
        assertThat(call("list_tables", Map.of()).toString()).contains("secret_plans", "sales", "BASE TABLE");
        assertThat(call("get_table_schema", Map.of("table_name", "sales")).toString())
                .contains("amount", "DECIMAL");
        assertThat(call("execute_sql_query", Map.of("sql", "select max(id) as top from reporting.sales"))
                        .toString())
                .contains("\"top\":99");
    }

    @Test
    void whatIsNotOneReadingStatementIsRefusedAndChangesNothing() throws Exception {
        site("sql_tools: {enabled: true}");
        server = mxcp.serve();

        for (var sql : List.of(
                "drop table secret_plans",
                "select 1; drop table secret_plans",
                "insert into secret_plans values ('x')",
                "copy secret_plans to 'data/out.csv'",
                "select * from read_csv('mxcp-site.yml')",
                "attach 'data/other.db'")) {
            assertThat(call("execute_sql_query", Map.of("sql", sql)).toString())
                    .as(sql)
                    .contains("\"isError\":true");
        }
        assertThat(call("execute_sql_query", Map.of("sql", "from secret_plans")).toString())
                .contains("canary");
        assertThat(root.resolve("data/out.csv")).doesNotExist();
        assertThat(root.resolve("data/other.db")).doesNotExist();
    }

    @Test
    void onlyAllowedSchemasAreSeen() throws Exception {
        site("profiles: {default: {sql_tools: {enabled: true, mode: read_only, allowed_schemas: [Reporting]}}}");
        server = mxcp.serve();

        assertThat(call("list_tables", Map.of()).toString()).contains("sales").doesNotContain("secret_plans");
        assertThat(call("get_table_schema", Map.of("table_name", "secret_plans"))
                        .toString())
                .contains("no table");
        assertThat(call("execute_sql_query", Map.of("sql", "from main.secret_plans"))
                        .toString())
                .contains("\"isError\":true")
                .doesNotContain("canary");
    }

    @Test
    void rowsAreCappedAndSaidSo() throws Exception {
        site("sql_tools: {enabled: true, max_rows: 3}");
        server = mxcp.serve();

        var answer = call("execute_sql_query", Map.of("sql", "select id from reporting.sales order by id"));

        assertThat(answer.at("/structuredContent/result")).hasSize(3);
        assertThat(answer.at("/_meta/dev.mxcp~1truncated").asBoolean()).isTrue();
        assertThat(answer.path("content")).hasSize(4);
        assertThat(answer.at("/content/3/text").asString()).contains("cut off at a limit");
    }

    @Test
    void listsAreCappedAndSaySo() throws Exception {
        site("sql_tools: {enabled: true, max_rows: 1}");
        server = mxcp.serve();

        for (var answer : List.of(
                call("list_tables", Map.of()), call("get_table_schema", Map.of("table_name", "reporting.sales")))) {
            assertThat(answer.at("/structuredContent/result")).hasSize(1);
            assertThat(answer.at("/_meta/dev.mxcp~1truncated").asBoolean()).isTrue();
        }
    }

    @Test
    void anAnswerIsCutOffBeforeItGetsTooLarge() throws Exception {
        query("create table notes as select i, repeat('x', 1000) as text from range(100) r(i)");
        query("create table documents as select json_object('pages', [text, text]) as document from notes");
        Files.createDirectories(root.resolve("tools"));
        Files.writeString(root.resolve("tools/notes.yml"), """
                mxcp: 1
                tool: {name: notes, source: {code: from notes order by i}, return: {type: array}}
                """);
        site("sql_tools: {enabled: true}\nlimits: {max_answer_bytes: 10000}");
        server = mxcp.serve();

        for (var answer : List.of(
                call("notes", Map.of()),
                call("execute_sql_query", Map.of("sql", "from notes")),
                call("execute_sql_query", Map.of("sql", "from documents")))) {
            assertThat(answer.at("/structuredContent/result")).hasSizeBetween(3, 10);
            assertThat(answer.at("/_meta/dev.mxcp~1truncated").asBoolean()).isTrue();
        }
    }

    @Test
    void aNullStatementIsTheCallersMistake() throws Exception {
        site("sql_tools: {enabled: true}");
        server = mxcp.serve();

        assertThat(call("execute_sql_query", Collections.singletonMap("sql", null))
                        .toString())
                .contains("'sql' must be a string");
    }

    private List<String> toolNames() throws Exception {
        return server.calls()
                .call("tools/list", Map.of())
                .at("/result/tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();
    }

    private JsonNode call(String tool, Map<String, ?> arguments) throws Exception {
        return server.calls().tool(tool, arguments);
    }

    private void query(String sql) throws Exception {
        assertThat(mxcp.run(List.of("query", sql)).exitCode()).isZero();
    }

    private void site(String more) throws IOException {
        Files.writeString(
                root.resolve("mxcp-site.yml"), "mxcp: 1\nproject: sql-tools\nprofile: default\n" + more + "\n");
    }
}
