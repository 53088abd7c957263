package dev.mxcp.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.source.DatabaseEngine.Choice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseEngineTest {

    private static final Location WHERE = new Location("mxcp-site.yml", 7, 5);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "auto, 64, DUCKDB_1",
        "auto, 68, DUCKDB_1",
        "auto, 999, DUCKDB_2",
        "1.5, 64, DUCKDB_1",
        "2.0, 64, DUCKDB_2",
        "2.0, 999, DUCKDB_2"
    })
    void theHeaderAndTheWishDecide(String wish, long version, DatabaseEngine expected) throws IOException {
        assertThat(DatabaseEngine.choose(wish, file(version), WHERE)).isEqualTo(new Choice.Use(expected));
    }

    @Test
    void aNewFileIsMadeWithTheDefaultEngine() {
        assertThat(DatabaseEngine.choose("auto", folder.resolve("new.duckdb"), WHERE))
                .isEqualTo(new Choice.Use(DatabaseEngine.DUCKDB_1));
    }

    @Test
    void aWrongWishSaysWhichEngineTheFileNeeds() throws IOException {
        assertThat(DatabaseEngine.choose("1.5", file(999), WHERE))
                .isInstanceOfSatisfying(
                        Choice.Refuse.class,
                        refusal -> assertThat(refusal.problem().toString())
                                .startsWith("mxcp-site.yml:7:5: ")
                                .contains("made by DuckDB 2.x", "write engine: \"2.0\" or auto"));
    }

    @Test
    void anUnknownEngineIsRefusedWithTheKnownOnes() {
        assertThat(DatabaseEngine.choose("3", folder.resolve("new.duckdb"), WHERE))
                .isInstanceOfSatisfying(
                        Choice.Refuse.class,
                        refusal -> assertThat(refusal.problem().remedy()).isEqualTo("write auto, \"1.5\", \"2.0\""));
    }

    private Path file(long version) throws IOException {
        var header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.position(8).put(new byte[] {'D', 'U', 'C', 'K'}).putLong(version);
        return Files.write(folder.resolve("v" + version + ".duckdb"), header.array());
    }
}
