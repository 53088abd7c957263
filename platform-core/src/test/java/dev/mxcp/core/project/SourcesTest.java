package dev.mxcp.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            source: { code: select 1 }                                | sql
            source: { file: ../sql/a.sql }                            | sql
            source: { file: ../python/a.py }                          | python
            source: { file: ../python/a.py, language: sql }           | sql
            source: { type: python, file: ../python/a.py }            | python
            source: { code: select 1, type: SQL }                     | sql
            language: python, source: { file: ../sql/a.sql }          | python
            language: sql, source: { file: ../sql/a.sql, type: python } | sql
            """)
    void theLanguageComesFromTheEndpointTheSourceOrTheFilesEnding(String rest, String language) throws Exception {
        assertThat(tool(rest).only().language()).isEqualTo(language);
    }

    @Test
    void anotherEndingIsForTheInstalledLanguagesToClaim() throws Exception {
        var endpoint = tool("source: { file: ../text/a.tmpl }")
                .file("text/a.tmpl", "Hello")
                .only();

        assertThat(endpoint.language()).isNull();
    }

    @Test
    void inlineCodeKnowsItsPlace() throws Exception {
        var source = TestingProject.in(folder)
                .file("tools/a.yml", "tool:\n  name: a\n  source:\n    code: |\n      SELECT 1\n")
                .only()
                .source();
        assertThat(source.text()).isEqualTo("SELECT 1\n");
        assertThat(source.file()).isNull();
        assertThat(source.where()).hasToString("tools/a.yml:5:7");
        assertThat(tool("source: { code: select 1 }").only().source().where()).hasToString("tools/a.yml:1:34");
    }

    @Test
    void aFileIsFoundRelativeToItsYamlFileOrFromTheProjectsRoot() throws Exception {
        var relative =
                tool("source: { file: ../python/a.py, function: go }").only().source();
        assertThat(relative.file()).isEqualTo("python/a.py");
        assertThat(relative.function()).isEqualTo("go");
        assertThat(relative.text()).isEqualTo("def go(): return 1");
        assertThat(tool("source: { file: /sql/a.sql }").only().source().file()).isEqualTo("sql/a.sql");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            source: { file: ../sql/none.sql }      | Error resolving source code: there is no file 'sql/none.sql'; check the path
            source: { file: /etc/passwd }          | Error resolving source code: there is no file 'etc/passwd'; check the path
            source: { file: ../../outside.sql }    | the source file '../../outside.sql' is outside of the project; move it into \
            the project
            source: { file: /../outside.sql }      | the source file '/../outside.sql' is outside of the project; move it into \
            the project
            source: { file: ../sql/link.sql }      | the source file '../sql/link.sql' leads out of the project through a symbolic \
            link; copy it into the project
            source: { file: ../sql/empty.sql }     | No SQL query found; write the implementation
            source: { file: ../sql }               | Error resolving source code: 'sql' cannot be read; check that it is a file \
            with at most 2097152 bytes
            source: { file: ../sql/latin.sql }     | the source file '../sql/latin.sql' is not UTF-8 text; save it as UTF-8
            source: { code: '  ' }                 | No SQL query found; write the implementation
            """)
    void aSourceThatCannotBeUsedIsRefused(String rest, String message) throws Exception {
        var project = tool(rest).file("sql/empty.sql", " \n");
        Files.writeString(folder.resolve("outside.sql"), "select 1");
        Files.createSymbolicLink(project.root().resolve("sql/link.sql"), folder.resolve("outside.sql"));
        Files.write(project.root().resolve("sql/latin.sql"), new byte[] {'-', '-', (byte) 0xE9});
        assertThat(project.load().endpoints()).isEmpty();
        assertThat(project.problems()).singleElement().asString().endsWith(": " + message);
    }

    @Test
    void aLinkInsideOfTheProjectIsFollowed() throws Exception {
        var project = tool("source: { file: ../sql/link.sql }");
        Files.createSymbolicLink(project.root().resolve("sql/link.sql"), Path.of("a.sql"));
        assertThat(project.only().source().text()).isEqualTo("select 1");
    }

    private TestingProject tool(String rest) {
        return TestingProject.in(folder)
                .file("sql/a.sql", "select 1")
                .file("python/a.py", "def go(): return 1")
                .file("tools/a.yml", "tool: { name: a, " + rest + " }");
    }
}
