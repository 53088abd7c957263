package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PluginContext;
import dev.mxcp.spi.SqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathsTest {

    private static final FilePaths FILES = FilePaths.in(Path.of("/the/project"));

    @TempDir
    private Path project;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('@data/a.csv')",
                "SELECT * FROM read_csv('@data/a.csv', header = true)",
                "SELECT * FROM READ_JSON_AUTO ( '@data/*.json' )",
                "SELECT * FROM read_parquet(['@a.parquet', '@b.parquet'])",
                "SELECT * FROM read_text('@data/' || $name || '.txt')",
                "SELECT * FROM '@data/a.csv' AS a JOIN '@b.parquet' USING (id)",
                "SELECT * FROM (SELECT * FROM '@a.json.gz')",
                "COPY t TO '@out.csv'",
                "COPY (SELECT 'x.csv') TO '@out.csv'",
                "COPY t FROM '@in.csv'",
                "ATTACH '@other.duckdb' AS other",
                "ATTACH DATABASE IF NOT EXISTS '@other.duckdb'",
                "CREATE VIEW v AS SELECT * FROM read_csv('@a.csv')"
            })
    void aRelativePathMeansTheProject(String marked) throws SqlException {
        assertThat(engineText(marked.replace("@", "")))
                .isEqualTo(BoundText.of(SqlText.parse(marked.replace("@", "/the/project/")), true, FilePaths.AS_WRITTEN)
                        .text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'data/a.csv'",
                "SELECT * FROM read_csv('/data/a.csv')",
                "SELECT * FROM read_csv('s3://bucket/a.csv')",
                "SELECT * FROM read_csv('https://example.org/a.csv')",
                "SELECT * FROM read_csv('~/a.csv')",
                "SELECT * FROM read_csv($path, delim = ';')",
                "SELECT upper('a.csv')",
                "SELECT x IS DISTINCT FROM 'a.csv' FROM t",
                "SELECT trim(BOTH 'x' FROM 'a.csv')",
                "SELECT my.read_csv('a.csv')",
                "SELECT * FROM t WHERE path IN ('a.csv', 'b.csv')",
                "SELECT * FROM read_csv('')"
            })
    void everythingElseStaysAsItIs(String sql) throws SqlException {
        assertThat(engineText(sql))
                .isEqualTo(BoundText.of(SqlText.parse(sql), true, FilePaths.AS_WRITTEN)
                        .text());
    }

    @Test
    void aQuoteInTheFolderIsEscaped() throws SqlException {
        var text = BoundText.of(SqlText.parse("FROM read_csv('a.csv')"), true, FilePaths.in(Path.of("/ada's project")));

        assertThat(text.text()).isEqualTo("FROM read_csv('/ada''s project/a.csv')");
    }

    @Test
    void theEngineReadsFilesOfTheProjectAndNamesThemAsTheAuthorDid() throws IOException, SqlException {
        Files.createDirectories(project.resolve("data"));
        Files.writeString(project.resolve("data/a.csv"), "id,name\n1,Ada\n");
        var config = new DuckDbConfig(
                project.resolve("data/db.duckdb").toString(),
                false,
                List.of(),
                List.of(),
                null,
                1,
                null,
                null,
                List.of(project.toString()),
                false,
                1);
        try (var source = new DuckDbFactory().create(config, new TestingContext(project))) {
            assertThat(source.prepare("SELECT * FROM read_csv('data/a.csv')").columns())
                    .extracting(column -> column.name())
                    .containsExactly("id", "name");
            assertThatThrownBy(() -> source.prepare("SELECT * FROM read_csv('data/none.csv')"))
                    .isInstanceOf(SqlException.class)
                    .hasMessageContaining("\"data/none.csv\"")
                    .hasMessageNotContaining(project.toString());
            assertThatThrownBy(() -> source.prepare("SELECT * FROM read_csv('../none.csv')"))
                    .isInstanceOf(SqlException.class)
                    .hasMessageContaining("Permission");
        }
    }

    private static String engineText(String sql) throws SqlException {
        return BoundText.of(SqlText.parse(sql), true, FILES).text();
    }

    private record TestingContext(Path projectDirectory) implements PluginContext {
        @Override
        public String project() {
            return "test";
        }

        @Override
        public String profile() {
            return "test";
        }

        @Override
        public Path pluginDirectory() {
            return projectDirectory;
        }
    }
}
