package dev.mxcp.core.project;

import dev.mxcp.core.problem.Location;
import dev.mxcp.spi.ContentDetails;
import dev.mxcp.spi.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the active profile, from the site file, the user's configuration and the environment, with every
 * default filled in and every path absolute. Raw blocks are plain Java; a value that came from a reference, and every
 * text in a secret, is a {@link dev.mxcp.spi.Secret} there.
 *
 * @param profiles names of the profiles that the site file mentions, sorted
 * @param toolsets in the order of the file
 * @param provenance whether answers say where their data came from, unless an endpoint says otherwise
 * @param udfs the site file's {@code plugin} list
 * @param pluginConfig the user's {@code plugin.config} by name
 * @param driftPath where drift snapshots are kept
 * @param auth the raw {@code auth} block; null when absent
 * @param telemetry raw; empty when absent
 * @param logging raw; empty when absent
 * @param languages what is configured for endpoint languages, by name; only those that the files mention
 * @param site the whole site file, raw
 * @param user the user's configuration of the project's active profile, raw; empty when absent
 * @param models language models, raw; empty when absent
 * @param materializations the site file's {@code models}, raw; empty when absent
 * @param dbt raw; empty when absent
 * @param debug {@code MXCP_DEBUG}
 * @param places where settings are written
 */
public record Settings(
        List<String> profiles,
        Paths paths,
        Database database,
        List<SecretDefinition> secrets,
        SqlTools sqlTools,
        Transport transport,
        Limits limits,
        List<Toolset> toolsets,
        ServerDetails server,
        boolean provenance,
        List<Udf> udfs,
        Map<String, Map<String, @Nullable Object>> pluginConfig,
        Audit audit,
        Policies policies,
        Path driftPath,
        @Nullable Map<String, @Nullable Object> auth,
        Map<String, @Nullable Object> telemetry,
        Map<String, @Nullable Object> logging,
        Map<String, LanguageBlock> languages,
        Map<String, @Nullable Object> site,
        Map<String, @Nullable Object> user,
        Map<String, @Nullable Object> models,
        Map<String, @Nullable Object> materializations,
        Map<String, @Nullable Object> dbt,
        boolean debug,
        SettingsPlaces places) {

    public Settings {
        profiles = List.copyOf(profiles);
        toolsets = List.copyOf(toolsets);
        secrets = List.copyOf(secrets);
        udfs = List.copyOf(udfs);
        languages = Map.copyOf(languages);
    }

    /** The block of a language that the files say nothing about. */
    public LanguageBlock language(String name) {
        return languages.getOrDefault(name, LanguageBlock.EMPTY);
    }

    /** Folders of the project, absolute. A missing folder is an empty one. */
    public record Paths(
            Path tools,
            Path resources,
            Path prompts,
            Path evals,
            Path python,
            Path plugins,
            Path sql,
            Path drift,
            Path audit,
            Path data) {}

    /**
     * The project's own database.
     *
     * @param engine {@code auto}, {@code 1.5} or {@code 2.0}
     * @param memoryLimit such as {@code 2GB}; null for the engine's own
     * @param threads null for the engine's own
     * @param connections how many statements may run at once; null for the source's own
     * @param allowedDirectories files that SQL may read and write
     * @param externalAccess true lifts every limit on files and network
     */
    public record Database(
            String engine,
            Path path,
            boolean readonly,
            @Nullable String memoryLimit,
            @Nullable Integer threads,
            @Nullable Integer connections,
            List<Path> allowedDirectories,
            boolean externalAccess,
            List<Extension> extensions) {
        public Database {
            allowedDirectories = List.copyOf(allowedDirectories);
            extensions = List.copyOf(extensions);
        }

        /** The same settings for another file. */
        public Database at(Path file) {
            return new Database(
                    engine,
                    file,
                    readonly,
                    memoryLimit,
                    threads,
                    connections,
                    allowedDirectories,
                    externalAccess,
                    extensions);
        }
    }

    /** @param repository {@code community}, {@code core_nightly} or null for the engine's own */
    public record Extension(String name, @Nullable String repository) {}

    /** @param parameters plain Java with {@link dev.mxcp.spi.Secret} for every text */
    public record SecretDefinition(String name, String type, Map<String, @Nullable Object> parameters) {}

    /**
     * The built-in SQL tools. They only ever read.
     *
     * @param allowedSchemas empty means all
     * @param descriptions by tool name; only those that replace the built-in text
     */
    public record SqlTools(
            boolean enabled,
            int maxRows,
            Duration timeout,
            List<String> allowedSchemas,
            Map<String, String> descriptions) {
        public SqlTools {
            allowedSchemas = List.copyOf(allowedSchemas);
            descriptions = Map.copyOf(descriptions);
        }
    }

    /**
     * How clients reach the server.
     *
     * @param provider {@code streamable-http}, {@code sse} or {@code stdio}
     * @param baseUrl the address seen from outside; null when it follows from scheme, host and port
     * @param stateSecret shared by servers that serve the same clients; null for one server alone
     * @param allowedOrigins besides the server's own
     * @param allowedHosts besides the server's own
     */
    public record Transport(
            String provider,
            String scheme,
            String host,
            int port,
            @Nullable String baseUrl,
            boolean stateless,
            @Nullable Secret stateSecret,
            boolean trustProxy,
            List<String> allowedOrigins,
            List<String> allowedHosts) {
        public Transport {
            allowedOrigins = List.copyOf(allowedOrigins);
            allowedHosts = List.copyOf(allowedHosts);
        }
    }

    /**
     * Every limit has a value.
     *
     * @param statementTimeout for a whole call: its wait for a turn and every statement
     * @param pageSize entries in one answer to a request for a list
     * @param concurrentCallsOfOne calls of one caller that run at once
     */
    public record Limits(
            Duration statementTimeout,
            int maxRows,
            int maxAnswerBytes,
            int maxBodyBytes,
            int maxJsonDepth,
            int concurrentCalls,
            int concurrentCallsOfOne,
            int queueLength,
            int maxConnections,
            long maxRequestMemory,
            int maxSessions,
            Duration sessionTtl,
            Duration drainTime,
            int pageSize,
            TaskLimits tasks) {
        public static final Limits DEFAULTS = new Limits(
                Duration.ofSeconds(30),
                10_000,
                16 * 1024 * 1024,
                4 * 1024 * 1024,
                64,
                256,
                128,
                1024,
                10_000,
                64L * 1024 * 1024,
                10_000,
                Duration.ofMinutes(30),
                Duration.ofSeconds(30),
                250,
                TaskLimits.DEFAULT);
    }

    /**
     * Configuration of one endpoint language.
     *
     * @param place finds where a key stands, such as {@code workers} or {@code sandbox.user}
     */
    public record LanguageBlock(Map<String, @Nullable Object> values, Function<String, Location> place) {

        static final LanguageBlock EMPTY = new LanguageBlock(Map.of(), _ -> Location.of("mxcp-site.yml"));
    }

    /**
     * A part of the project with an address of its own.
     *
     * @param tags an endpoint with one of them belongs to it
     * @param endpoints names and URIs of further ones
     */
    public record Toolset(String name, List<String> tags, List<String> endpoints, Location where) {
        public Toolset {
            tags = List.copyOf(tags);
            endpoints = List.copyOf(endpoints);
        }
    }

    /** @param websiteUrl null when there is no page about the server */
    public record ServerDetails(@Nullable String websiteUrl, List<ContentDetails.Icon> icons) {

        public static final ServerDetails NONE = new ServerDetails(null, List.of());

        public ServerDetails {
            icons = List.copyOf(icons);
        }
    }

    /** @param config key into {@link Settings#pluginConfig}; null when the function plugin needs none */
    public record Udf(String name, String module, @Nullable String config) {}

    /**
     * @param level how much a record holds: {@code basic}, {@code detailed} or {@code complete}; null for the default
     * @param retentionDays null to keep everything
     */
    public record Audit(
            boolean enabled,
            Path path,
            long maxFileSize,
            @Nullable String level,
            @Nullable Integer retentionDays) {}

    /**
     * @param enforce false only where the profile says so
     * @param rules the raw site-wide {@code input} and {@code output} rules; empty when absent
     */
    public record Policies(boolean enforce, Map<String, @Nullable Object> rules) {}
}
