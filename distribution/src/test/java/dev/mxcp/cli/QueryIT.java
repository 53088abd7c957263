package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mxcp query} with values of its own. */
class QueryIT {

    @TempDir
    private static Path root;

    @BeforeAll
    static void project() throws Exception {
        Files.writeString(root.resolve("mxcp-site.yml"), "mxcp: 1\nproject: shop\nprofile: default\n");
        Files.writeString(root.resolve("list.json"), "[1, 2]");
    }

    @Test
    void aStatementTakesTextsAndAnyJson() throws Exception {
        assertThat(result("SELECT $name AS name, list_sum($list) AS total", "-p", "name=5", "-p", "list=@list.json"))
                .isEqualTo("[{\"name\":\"5\",\"total\":3}]");
    }

    @Test
    void everyStatementTakesTheValuesThatItNames() throws Exception {
        assertThat(result("SELECT $one; SELECT $two AS two", "-p", "one=1", "-p", "two=2"))
                .isEqualTo("[{\"two\":\"2\"}]");
    }

    @Test
    void aValueThatIsMissingIsNamed() throws Exception {
        var result = new InstalledMxcp(root).run(List.of("query", "SELECT $name"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("no value for $name; give one with -p name=VALUE");
    }

    private static String result(String sql, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("query", sql, "--json-output"));
        arguments.addAll(List.of(options));
        var result = new InstalledMxcp(root).run(arguments);
        assertThat(result.exitCode()).as(result.toString()).isZero();
        return Json.mapper().readTree(result.out()).path("result").toString();
    }
}
