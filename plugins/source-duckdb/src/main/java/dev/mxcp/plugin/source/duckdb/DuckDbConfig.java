package dev.mxcp.plugin.source.duckdb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One DuckDB database.
 *
 * @param path the database file, absolute
 * @param readonly nothing can be written; the file is created first when it is missing
 * @param extensions loaded in this order before the database is locked down
 * @param secrets become temporary secrets of the engine; their values are never logged
 * @param memoryLimit such as {@code 512MB}; by default a part of the machine's memory
 * @param threads of the engine, by default one per processor
 * @param maxTempDirectorySize how much may be spilled to disk
 * @param tempDirectory where it is spilled, absolute; by default beside the database file
 * @param allowedDirectories SQL reads and writes files only inside of these absolute directories
 * @param externalAccess true lifts the lock on files and network
 * @param connections how many statements may read at the same time
 */
public record DuckDbConfig(
        String path,
        Boolean readonly,
        List<Extension> extensions,
        List<EngineSecret> secrets,
        String memoryLimit,
        Integer threads,
        String maxTempDirectorySize,
        @Nullable String tempDirectory,
        List<String> allowedDirectories,
        Boolean externalAccess,
        Integer connections) {

    private static final Pattern SIZE = Pattern.compile("\\d+(\\.\\d+)?\\s*([KMGT]i?)?B", Pattern.CASE_INSENSITIVE);
    private static final int MAX_CONNECTIONS = 256;
    private static final int MAX_THREADS = 1024;

    public DuckDbConfig(
            @Nullable String path,
            @Nullable Boolean readonly,
            @Nullable List<Extension> extensions,
            @Nullable List<EngineSecret> secrets,
            @Nullable String memoryLimit,
            @Nullable Integer threads,
            @Nullable String maxTempDirectorySize,
            @Nullable String tempDirectory,
            @Nullable List<String> allowedDirectories,
            @Nullable Boolean externalAccess,
            @Nullable Integer connections) {
        var processors = Runtime.getRuntime().availableProcessors();
        this.path = databasePath(path);
        this.readonly = readonly != null && readonly;
        this.extensions = extensions == null ? List.of() : List.copyOf(extensions);
        this.secrets = secrets == null ? List.of() : List.copyOf(secrets);
        this.memoryLimit = size("memory_limit", memoryLimit == null ? MachineMemory.defaultLimit() : memoryLimit);
        this.threads = between("threads", threads == null ? processors : threads, MAX_THREADS);
        this.maxTempDirectorySize =
                size("max_temp_directory_size", maxTempDirectorySize == null ? "8GB" : maxTempDirectorySize);
        this.tempDirectory = tempDirectory == null ? null : absolute("temp_directory", tempDirectory);
        this.allowedDirectories = allowedDirectories == null ? List.of() : absolute(allowedDirectories);
        this.externalAccess = externalAccess != null && externalAccess;
        this.connections = between(
                "connections", connections == null ? Math.max(4, 2 * processors) : connections, MAX_CONNECTIONS);
        uniqueSecrets(this.secrets);
    }

    private static String databasePath(@Nullable String path) {
        if (path == null || path.isBlank()) {
            throw new IllegalArgumentException("path is missing: write the path of the database file");
        }
        if (path.trim().toLowerCase(Locale.ROOT).startsWith(":memory:")) {
            throw new IllegalArgumentException("path must name a file: ':memory:' databases are not supported, because "
                    + "every connection would see a database of its own; write the path of a .duckdb file");
        }
        return absolute("path", path);
    }

    private static String absolute(String key, String path) {
        if (path.indexOf('\0') >= 0 || !Path.of(path).isAbsolute()) {
            throw new IllegalArgumentException(key + " must be an absolute path, but is '" + path + "'");
        }
        return Path.of(path).normalize().toString();
    }

    private static List<String> absolute(List<String> directories) {
        var result = new ArrayList<String>();
        for (var directory : directories) {
            result.add(absolute("allowed_directories", directory));
        }
        return List.copyOf(result);
    }

    private static String size(String key, String text) {
        if (!SIZE.matcher(text.trim()).matches()) {
            throw new IllegalArgumentException(
                    key + " must be a size such as '512MB' or '2GiB', but is '" + text + "'");
        }
        return text.trim();
    }

    private static int between(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + " must be between 1 and " + max + ", but is " + value);
        }
        return value;
    }

    private static void uniqueSecrets(List<EngineSecret> secrets) {
        var names = new HashSet<String>();
        for (var secret : secrets) {
            if (!names.add(secret.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("secrets has two entries named '" + secret.name() + "'");
            }
        }
    }

    /**
     * An extension of the engine.
     *
     * @param repo {@code core}, {@code core_nightly}, {@code community}, or the address of a repository
     */
    public record Extension(String name, @Nullable String repo) {

        private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

        public Extension(@Nullable String name, @Nullable String repo) {
            if (name == null || !NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "the name of an extension must be a word such as 'httpfs', but is '" + name + "'");
            }
            this.name = name;
            this.repo = repo;
        }
    }

    /**
     * A secret of the engine, such as the credentials of a bucket.
     *
     * @param parameters values are strings, numbers, Booleans, {@link dev.mxcp.spi.Secret secrets}, or maps of these
     */
    public record EngineSecret(String name, String type, Map<String, Object> parameters) {

        private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
        private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

        public EngineSecret(@Nullable String name, @Nullable String type, @Nullable Map<String, Object> parameters) {
            this.name = word("name", name, NAME);
            this.type = word("type", type, KEY);
            var copy = new LinkedHashMap<String, Object>();
            if (parameters != null) {
                parameters.forEach((key, value) -> copy.put(word("parameter", key, KEY), value));
            }
            this.parameters = Collections.unmodifiableMap(copy);
        }

        private static String word(String what, @Nullable String text, Pattern pattern) {
            if (text == null || !pattern.matcher(text).matches()) {
                throw new IllegalArgumentException("the " + what + " of a secret must be a word of letters, digits and "
                        + "underscores, but is '" + text + "'");
            }
            return text;
        }

        /** Plain strings may be credentials too, so no value is shown. */
        @Override
        public String toString() {
            return "EngineSecret[name=" + name + ", type=" + type + ", parameters=***]";
        }
    }
}
