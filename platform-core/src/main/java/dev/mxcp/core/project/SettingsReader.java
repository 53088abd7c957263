package dev.mxcp.core.project;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Settings.Audit;
import dev.mxcp.core.project.Settings.Database;
import dev.mxcp.core.project.Settings.Extension;
import dev.mxcp.core.project.Settings.LanguageBlock;
import dev.mxcp.core.project.Settings.Limits;
import dev.mxcp.core.project.Settings.Paths;
import dev.mxcp.core.project.Settings.Policies;
import dev.mxcp.core.project.Settings.SecretDefinition;
import dev.mxcp.core.project.Settings.ServerDetails;
import dev.mxcp.core.project.Settings.SqlTools;
import dev.mxcp.core.project.Settings.Toolset;
import dev.mxcp.core.project.Settings.Transport;
import dev.mxcp.core.project.Settings.Udf;
import dev.mxcp.core.yaml.YamlPath;
import dev.mxcp.spi.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the settings of one profile together: environment over profile over site, with every default filled in. */
final class SettingsReader {

    private static final long MAX_AUDIT_FILE = 50L * 1024 * 1024;
    private static final int SQL_TOOL_ROWS = 1000;
    private static final List<String> SQL_TOOL_NAMES = List.of("execute_sql_query", "list_tables", "get_table_schema");

    private static final Pattern TOOLSET_NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private final Path root;
    private final String profile;
    private final ConfigFile site;
    private final Section siteRoot;
    private final Section siteProfile;
    private final @Nullable ConfigFile user;
    private final Section userRoot;
    private final List<Object> userProfilePath;
    private final Section userProfile;
    private final ProjectOptions options;
    private final List<Problem> problems;

    SettingsReader(
            Path root,
            String project,
            String profile,
            ConfigFile site,
            @Nullable ConfigFile user,
            ProjectOptions options,
            List<Problem> problems) {
        this.root = root;
        this.profile = profile;
        this.site = site;
        this.siteRoot = site.root();
        this.siteProfile = siteRoot.section("profiles").section(profile);
        this.user = user;
        this.userRoot = user == null ? Section.of(null) : user.root();
        this.userProfilePath = List.of("projects", project, "profiles", profile);
        this.userProfile = Section.of(YamlPath.value(userRoot.values(), userProfilePath));
        this.options = options;
        this.problems = problems;
    }

    Settings read() {
        var paths = paths();
        var limits = limits();
        return new Settings(
                siteRoot.raw("profiles").keySet().stream().sorted().toList(),
                paths,
                database(paths),
                secrets(),
                sqlTools(limits),
                transport(),
                limits,
                toolsets(),
                server(),
                siteProfile.flag("provenance", siteRoot.flag("provenance", false)),
                udfs(),
                pluginConfig(),
                audit(paths),
                policies(),
                path(layered("drift").text("path"), paths.drift(), "drift-" + profile + ".json"),
                auth(),
                Trees.join(siteProfile.raw("telemetry"), userProfile.raw("telemetry")),
                userRoot.raw("logging"),
                languages(),
                siteRoot.values(),
                userProfile.values(),
                userRoot.raw("models"),
                siteRoot.raw("models"),
                siteRoot.raw("dbt"),
                environmentFlag("MXCP_DEBUG", false),
                places());
    }

    private SettingsPlaces places() {
        var layers = new ArrayList<SettingsPlaces.Layer>();
        if (user != null) {
            layers.add(new SettingsPlaces.Layer(user.document(), userProfilePath));
        }
        layers.add(new SettingsPlaces.Layer(site.document(), List.of("profiles", profile)));
        layers.add(new SettingsPlaces.Layer(site.document(), List.of()));
        return new SettingsPlaces(layers, profile);
    }

    /** The site's block with the profile's over it. */
    private Section layered(String key) {
        return new Section(Trees.join(siteRoot.raw(key), siteProfile.raw(key)));
    }

    private Paths paths() {
        return paths(root, siteRoot.section("paths"));
    }

    static Paths paths(Path root, Section paths) {
        return new Paths(
                folder(root, paths, "tools"),
                folder(root, paths, "resources"),
                folder(root, paths, "prompts"),
                folder(root, paths, "evals"),
                folder(root, paths, "python"),
                folder(root, paths, "plugins"),
                folder(root, paths, "sql"),
                folder(root, paths, "drift"),
                folder(root, paths, "audit"),
                folder(root, paths, "data"));
    }

    private static Path folder(Path root, Section paths, String key) {
        return root.resolve(paths.text(key, key)).normalize();
    }

    private Path path(@Nullable String configured, Path folder, String otherwise) {
        return (configured == null ? folder.resolve(otherwise) : root.resolve(configured)).normalize();
    }

    private Database database(Paths paths) {
        var database = new Section(Trees.join(siteRoot.raw("database"), siteProfile.raw("duckdb")));
        var fromEnvironment = options.environment().get("MXCP_DUCKDB_PATH");
        var configured = fromEnvironment == null || fromEnvironment.isEmpty() ? database.text("path") : fromEnvironment;
        if (":memory:".equals(configured)) {
            var place = siteProfile.section("duckdb").text("path") == null
                    ? List.<Object>of("database", "path")
                    : List.<Object>of("profiles", profile, "duckdb", "path");
            problems.add(Problem.error(
                    fromEnvironment == null ? site.document().at(place) : Location.of("MXCP_DUCKDB_PATH"),
                    "In-memory databases (:memory:) are not supported",
                    "name a file, such as data/db.duckdb"));
            configured = null;
        }
        var readonly = options.readonly() || database.flag("readonly", false);
        return new Database(
                database.text("engine", "auto"),
                path(configured, paths.data(), "db-" + profile + ".duckdb"),
                environmentFlag("MXCP_READONLY", readonly) || readonly,
                database.text("memory_limit"),
                database.integer("threads"),
                database.integer("connections"),
                allowedDirectories(database),
                database.flag("external_access", false),
                extensions());
    }

    private List<Path> allowedDirectories(Section database) {
        var configured = database.texts("allowed_directories");
        return database.values().get("allowed_directories") == null
                ? List.of(root)
                : configured.stream().map(root::resolve).map(Path::normalize).toList();
    }

    private List<Extension> extensions() {
        var extensions = new ArrayList<Extension>();
        for (var entry : Trees.list(siteRoot.values().get("extensions"))) {
            var section = Section.of(entry instanceof Map ? entry : Collections.singletonMap("name", entry));
            extensions.add(new Extension(section.text("name", ""), section.text("repo")));
        }
        return extensions;
    }

    private List<SecretDefinition> secrets() {
        return Trees.list(userProfile.values().get("secrets")).stream()
                .map(Section::of)
                .map(secret -> new SecretDefinition(
                        secret.text("name", ""), secret.text("type", ""), Trees.concealed(secret.raw("parameters"))))
                .toList();
    }

    private SqlTools sqlTools(Limits limits) {
        var tools = layered("sql_tools");
        var descriptions = new LinkedHashMap<String, String>();
        for (var name : SQL_TOOL_NAMES) {
            var description = tools.section(name).text("description");
            if (description != null) {
                descriptions.put(name, description);
            }
        }
        return new SqlTools(
                tools.flag("enabled", false),
                tools.integer("max_rows", Math.min(SQL_TOOL_ROWS, limits.maxRows())),
                tools.seconds("timeout", limits.statementTimeout()),
                tools.texts("allowed_schemas"),
                descriptions);
    }

    private Transport transport() {
        var transport = new Section(Trees.join(layered("transport").values(), userRoot.raw("transport")));
        var http = transport.section("http");
        return new Transport(
                transport.text("provider", "streamable-http"),
                http.text("scheme", "http"),
                http.text("host", "localhost"),
                http.integer("port", 8000),
                http.text("base_url"),
                http.flag("stateless", false),
                http.text("state_secret") == null ? null : new Secret(http.text("state_secret", "")),
                http.flag("trust_proxy", false),
                http.texts("allowed_origins"),
                http.texts("allowed_hosts"));
    }

    private Limits limits() {
        var limits = layered("limits");
        var otherwise = Limits.DEFAULTS;
        var concurrentCalls = limits.integer("concurrent_calls", otherwise.concurrentCalls());
        return new Limits(
                limits.seconds("statement_timeout", otherwise.statementTimeout()),
                limits.integer("max_rows", otherwise.maxRows()),
                limits.integer("max_answer_bytes", otherwise.maxAnswerBytes()),
                limits.integer("max_body_bytes", otherwise.maxBodyBytes()),
                limits.integer("max_json_depth", otherwise.maxJsonDepth()),
                concurrentCalls,
                limits.integer("concurrent_calls_per_caller", (concurrentCalls + 1) / 2),
                limits.integer("queue_length", otherwise.queueLength()),
                limits.integer("max_connections", otherwise.maxConnections()),
                limits.longInteger("max_request_memory", otherwise.maxRequestMemory()),
                limits.integer("max_sessions", otherwise.maxSessions()),
                limits.seconds("session_ttl", otherwise.sessionTtl()),
                limits.seconds("drain_time", otherwise.drainTime()),
                limits.integer("page_size", otherwise.pageSize()),
                taskLimits(limits.section("tasks")));
    }

    private static TaskLimits taskLimits(Section tasks) {
        var otherwise = TaskLimits.DEFAULT;
        var running = tasks.integer("running", otherwise.running());
        var total = tasks.integer("total", otherwise.total());
        return new TaskLimits(
                running,
                tasks.integer("running_per_caller", (running + 1) / 2),
                total,
                tasks.integer("total_per_caller", Math.max(1, total / 10)),
                tasks.longInteger("max_result_bytes", otherwise.maxResultBytes()),
                tasks.seconds("timeout", otherwise.timeout()),
                tasks.seconds("keep", otherwise.keep()),
                tasks.seconds("poll_interval", otherwise.pollInterval()));
    }

    private ServerDetails server() {
        var server = siteRoot.section("server");
        return new ServerDetails(server.text("website_url"), DetailsReader.icons(server));
    }

    private List<Toolset> toolsets() {
        var toolsets = siteRoot.section("toolsets");
        return toolsets.values().keySet().stream()
                .map(name -> new Toolset(
                        name,
                        toolsets.section(name).texts("tags"),
                        toolsets.section(name).texts("endpoints"),
                        site.document().at(List.of("toolsets", name))))
                .filter(this::isSound)
                .toList();
    }

    private boolean isSound(Toolset toolset) {
        var known = problems.size();
        if (!TOOLSET_NAME.matcher(toolset.name()).matches()) {
            problems.add(Problem.error(
                    toolset.where(),
                    "the name of a toolset is part of an address: '" + toolset.name() + "' cannot be",
                    "write lower-case letters, digits, - and _, at most 63"));
        }
        if (toolset.tags().isEmpty() && toolset.endpoints().isEmpty()) {
            problems.add(Problem.error(
                    toolset.where(),
                    "toolset '" + toolset.name() + "' needs 'tags' or 'endpoints'",
                    "say what belongs to it"));
        }
        return problems.size() == known;
    }

    private Map<String, LanguageBlock> languages() {
        var layers = new ArrayList<LanguageBlocks.Layer>();
        layers.add(new LanguageBlocks.Layer(site, List.of()));
        layers.add(new LanguageBlocks.Layer(site, List.of("profiles", profile)));
        if (user != null) {
            layers.add(new LanguageBlocks.Layer(user, userProfilePath));
        }
        return new LanguageBlocks(layers).read();
    }

    private List<Udf> udfs() {
        var plugin = siteRoot.values().get("plugin");
        var all = plugin instanceof Map ? List.<@Nullable Object>of(plugin) : Trees.list(plugin);
        return all.stream()
                .map(Section::of)
                .map(udf -> new Udf(udf.text("name", ""), udf.text("module", ""), udf.text("config")))
                .toList();
    }

    private Map<String, Map<String, @Nullable Object>> pluginConfig() {
        var config = userProfile.section("plugin").section("config");
        var result = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        config.values().keySet().forEach(name -> result.put(name, config.raw(name)));
        return result;
    }

    private Audit audit(Paths paths) {
        var audit = new Section(Trees.join(
                Trees.join(
                        siteRoot.section("policies").raw("audit"),
                        siteProfile.section("policies").raw("audit")),
                layered("audit").values()));
        return new Audit(
                environmentFlag("MXCP_AUDIT_ENABLED", audit.flag("enabled", false)),
                path(audit.text("path"), paths.audit(), "logs-" + profile + ".jsonl"),
                audit.longInteger("max_file_size", MAX_AUDIT_FILE),
                audit.text("level"),
                audit.integer("retention_days"));
    }

    private Policies policies() {
        var enforce = siteProfile
                .section("policies")
                .flag("enforce", siteRoot.section("policies").flag("enforce", true));
        var rules = new LinkedHashMap<String, @Nullable Object>();
        for (var direction : List.of("input", "output")) {
            var all = new ArrayList<@Nullable Object>();
            all.addAll(Trees.list(siteRoot.section("policies").values().get(direction)));
            all.addAll(Trees.list(siteProfile.section("policies").values().get(direction)));
            if (!all.isEmpty()) {
                rules.put(direction, List.copyOf(all));
            }
        }
        return new Policies(enforce, rules);
    }

    private @Nullable Map<String, @Nullable Object> auth() {
        var auth = Trees.join(siteProfile.raw("auth"), userProfile.raw("auth"));
        return auth.isEmpty() ? null : auth;
    }

    private boolean environmentFlag(String name, boolean otherwise) {
        var value = options.environment().get(name);
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes" -> true;
            case "0", "false", "no" -> false;
            default -> {
                problems.add(Problem.error(
                        Location.of(name),
                        "the environment variable must be true or false",
                        "set it to true or false"));
                yield otherwise;
            }
        };
    }
}
