package dev.mxcp.core.source;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The engines that can open a DuckDB file, and which one a file needs. */
public enum DatabaseEngine {
    /** The default: faster on small queries, and its files open everywhere. */
    DUCKDB_1("1.5", "duckdb"),
    /** Opens what DuckDB 2.x made. */
    DUCKDB_2("2.0", "duckdb2");

    private static final int HEADER_BYTES = 20;
    private static final byte[] MAGIC = {'D', 'U', 'C', 'K'};
    /** The storage version in the header of every file that DuckDB 2.x made; 1.x writes 64 to 68. */
    private static final long MADE_BY_2 = 999;

    private final String setting;
    private final String source;

    DatabaseEngine(String setting, String source) {
        this.setting = setting;
        this.source = source;
    }

    /** What users write in {@code duckdb.engine}. */
    public String setting() {
        return setting;
    }

    /** The name of the data source factory. */
    public String source() {
        return source;
    }

    /**
     * Chooses the engine for a file.
     *
     * @param wish {@code auto} or an engine's setting
     * @return the engine, or the problem when the wish cannot be granted
     */
    public static Choice choose(String wish, Path file, Location where) {
        Optional<DatabaseEngine> needed;
        try {
            needed = neededBy(file);
        } catch (IOException e) {
            return new Choice.Refuse(Problem.error(
                    where, "the database file %s cannot be read".formatted(file), "check its permissions"));
        }
        if (wish.equals("auto")) {
            return new Choice.Use(needed.orElse(DUCKDB_1));
        }
        var wished = Arrays.stream(values())
                .filter(engine -> engine.setting.equals(wish))
                .findFirst();
        if (wished.isEmpty()) {
            var known = Arrays.stream(values())
                    .map(engine -> '"' + engine.setting + '"')
                    .collect(Collectors.joining(", "));
            return new Choice.Refuse(
                    Problem.error(where, "unknown engine \"%s\"".formatted(wish), "write auto, " + known));
        }
        if (wished.get() == DUCKDB_1
                && needed.filter(engine -> engine == DUCKDB_2).isPresent()) {
            return new Choice.Refuse(Problem.error(
                    where,
                    "%s was made by DuckDB 2.x, which engine \"1.5\" cannot open".formatted(file),
                    "write engine: \"2.0\" or auto"));
        }
        return new Choice.Use(wished.get());
    }

    /** What the file's header asks for; empty when there is no file yet. */
    private static Optional<DatabaseEngine> neededBy(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            var header = in.readNBytes(HEADER_BYTES);
            if (header.length < HEADER_BYTES || !Arrays.equals(header, 8, 12, MAGIC, 0, MAGIC.length)) {
                return Optional.empty();
            }
            var version = ByteBuffer.wrap(header, 12, Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            return Optional.of(version == MADE_BY_2 ? DUCKDB_2 : DUCKDB_1);
        }
    }

    /** The engine to use, or why there is none. */
    public sealed interface Choice {
        record Use(DatabaseEngine engine) implements Choice {}

        record Refuse(Problem problem) implements Choice {}
    }
}
