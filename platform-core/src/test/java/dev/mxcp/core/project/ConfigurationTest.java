package dev.mxcp.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.project.Settings.Extension;
import dev.mxcp.core.project.Settings.Limits;
import dev.mxcp.core.project.Settings.Udf;
import dev.mxcp.spi.ContentDetails;
import dev.mxcp.spi.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void findRoot() {
        root = folder.resolve("project");
    }

    @Test
    void everythingHasADefault() throws Exception {
        var settings = TestingProject.in(folder).settings();
        assertThat(settings.database().engine()).isEqualTo("auto");
        assertThat(settings.database().path()).isEqualTo(root.resolve("data/db-dev.duckdb"));
        assertThat(settings.database().readonly()).isFalse();
        assertThat(settings.database().externalAccess()).isFalse();
        assertThat(settings.database().allowedDirectories()).containsExactly(root);
        assertThat(settings.audit().enabled()).isFalse();
        assertThat(settings.audit().path()).isEqualTo(root.resolve("audit/logs-dev.jsonl"));
        assertThat(settings.audit().maxFileSize()).isEqualTo(52428800);
        assertThat(settings.driftPath()).isEqualTo(root.resolve("drift/drift-dev.json"));
        assertThat(settings.transport().provider()).isEqualTo("streamable-http");
        assertThat(settings.transport().host()).isEqualTo("localhost");
        assertThat(settings.transport().port()).isEqualTo(8000);
        assertThat(settings.limits()).isEqualTo(Limits.DEFAULTS);
        assertThat(settings.sqlTools().enabled()).isFalse();
        assertThat(settings.sqlTools().timeout()).isEqualTo(Limits.DEFAULTS.statementTimeout());
        assertThat(settings.policies().enforce()).isTrue();
        assertThat(settings.provenance()).isFalse();
        assertThat(settings.auth()).isNull();
        assertThat(settings.secrets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a, b, a", ", b, b", ", , dev"})
    void theProfileIsChosenByOptionThenEnvironmentThenSite(String option, String variable, String expected)
            throws Exception {
        var project = TestingProject.in(folder)
                .site(
                        "profiles: { a: { duckdb: { path: a.db } }, b: { duckdb: { path: b.db } }, dev: { duckdb: { path: dev.db } } }")
                .environment(variable == null ? Map.of() : Map.of("MXCP_PROFILE", variable));
        var loaded = project.options(project.options().withProfile(option)).load();
        assertThat(loaded.profile()).isEqualTo(expected);
        assertThat(loaded.settings().database().path()).isEqualTo(root.resolve(expected + ".db"));
        assertThat(loaded.settings().profiles()).containsExactly("a", "b", "dev");
        assertThat(loaded.problems()).isEmpty();
    }

    @Test
    void aChosenProfileThatTheSiteDoesNotKnowIsAWarning() throws Exception {
        var project = TestingProject.in(folder).site("profiles: { dev: {}, prod: {} }");
        project.options(project.options().withProfile("prd"));
        assertThat(project.problems()).singleElement().asString().contains("there is no profile 'prd'");
        assertThat(project.settings().database().path()).isEqualTo(root.resolve("data/db-prd.duckdb"));
    }

    @Test
    void theEnvironmentOverridesTheActiveProfile() throws Exception {
        var project = TestingProject.in(folder)
                .site("profiles: { prod: { duckdb: { path: prod.db }, audit: { enabled: true } } }")
                .environment(Map.of(
                        "MXCP_PROFILE", "prod",
                        "MXCP_DUCKDB_PATH", "other.db",
                        "MXCP_AUDIT_ENABLED", "no",
                        "MXCP_READONLY", "1",
                        "MXCP_DEBUG", "TRUE"));
        assertThat(project.settings().database().path()).isEqualTo(root.resolve("other.db"));
        assertThat(project.settings().database().readonly()).isTrue();
        assertThat(project.settings().audit().enabled()).isFalse();
        assertThat(project.settings().debug()).isTrue();
    }

    @Test
    void anEnvironmentFlagThatIsNoFlagIsRefused() {
        assertThat(TestingProject.in(folder)
                        .environment(Map.of("MXCP_AUDIT_ENABLED", "perhaps"))
                        .refusal())
                .containsExactly(
                        "MXCP_AUDIT_ENABLED: the environment variable must be true or false; set it to true or false");
    }

    @Test
    void readonlyInAProfileCannotBeSwitchedOffFromOutside() throws Exception {
        var project = TestingProject.in(folder)
                .site("profiles: { dev: { duckdb: { readonly: true } } }")
                .environment(Map.of("MXCP_READONLY", "false"));
        assertThat(project.settings().database().readonly()).isTrue();
    }

    @Test
    void aProfilesDatabaseWinsOverTheSites() throws Exception {
        var site = "database: { path: data/app.db, threads: 2, engine: 1.5 }\n";
        assertThat(TestingProject.in(folder).site(site).settings().database().path())
                .isEqualTo(root.resolve("data/app.db"));
        var database = TestingProject.in(folder)
                .site(site + "profiles: { dev: { duckdb: { path: /srv/x.db, engine: '2.0', memory_limit: 2GB } } }")
                .settings()
                .database();
        assertThat(database.path()).isEqualTo(Path.of("/srv/x.db"));
        assertThat(database.engine()).isEqualTo("2.0");
        assertThat(database.threads()).isEqualTo(2);
        assertThat(database.memoryLimit()).isEqualTo("2GB");
    }

    @Test
    void aServerMayHaveAPageAndIcons() throws Exception {
        var server = TestingProject.in(folder)
                .site(
                        "server: { website_url: 'https://example.com', icons: [{ src: 'data:image/png;base64,AA==', theme: dark }] }")
                .settings()
                .server();
        assertThat(server.websiteUrl()).isEqualTo("https://example.com");
        assertThat(server.icons())
                .containsExactly(new ContentDetails.Icon("data:image/png;base64,AA==", null, List.of(), "dark"));
        assertThat(TestingProject.in(folder)
                        .site("server: { website_url: 'javascript:alert(1)' }")
                        .refusal())
                .singleElement()
                .asString()
                .contains("'website_url' must start with https:// or http://");
    }

    @Test
    void theEngineMayBeWrittenAsANumber() throws Exception {
        assertThat(TestingProject.in(folder)
                        .site("database: { engine: 2.0 }")
                        .settings()
                        .database()
                        .engine())
                .isEqualTo("2.0");
    }

    @Test
    void aShareOfTheMemoryIsRefusedWhereItIsWritten() {
        assertThat(TestingProject.in(folder)
                        .site("profiles: { dev: { duckdb: { memory_limit: 50% } } }")
                        .refusal())
                .singleElement()
                .asString()
                .startsWith("mxcp-site.yml:4:44: ")
                .contains("must be a size such as '2GB' or '512MiB'");
    }

    @Test
    void inMemoryDatabasesAreRefused() {
        assertThat(TestingProject.in(folder)
                        .site("profiles: { dev: { duckdb: { path: ':memory:' } } }")
                        .refusal())
                .containsExactly(
                        "mxcp-site.yml:4:36: In-memory databases (:memory:) are not supported; name a file, such as"
                                + " data/db.duckdb");
    }

    @Test
    void aSiteSaysAllThatItCan() throws Exception {
        var settings = TestingProject.in(folder).site("""
                secrets: [a, b]
                plugin: { name: scoring, module: scoring, config: main }
                plugins: { directories: [jars, /opt/jars] }
                extensions: [h3, { name: spatial, repo: community }]
                provenance: true
                sql_tools:
                  max_rows: 5
                  list_tables: { description: Tables }
                limits: { statement_timeout: 1.5, max_rows: 7, queue_length: 0 }
                policies: { input: [{ condition: "true", action: allow }] }
                models: { customer: { daily: { materialized: table, indexes: [{ columns: [a], unique: false }] } } }
                dbt: { enabled: false, model_paths: models }
                transport: { http: { stateless: true, allowed_origins: ["https://a.example"] } }
                profiles:
                  dev:
                    sql_tools: { enabled: true, mode: read_only, allowed_schemas: [analytics], timeout: 2 }
                    policies: { enforce: false, audit: { level: detailed, retention_days: 30 }, input: [{ condition: "false", action: deny }] }
                    audit: { enabled: true, path: log/a.jsonl }
                    drift: { path: d.json }
                    limits: { max_rows: 9, max_answer_bytes: 2048 }
                    telemetry: { enabled: true, metrics: { export_interval: 5 } }
                """).settings();
        assertThat(settings.udfs()).containsExactly(new Udf("scoring", "scoring", "main"));
        assertThat(settings.database().extensions())
                .containsExactly(new Extension("h3", null), new Extension("spatial", "community"));
        assertThat(settings.provenance()).isTrue();
        assertThat(settings.sqlTools())
                .isEqualTo(new Settings.SqlTools(
                        true, 5, Duration.ofSeconds(2), List.of("analytics"), Map.of("list_tables", "Tables")));
        assertThat(settings.limits().statementTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.limits().maxRows()).isEqualTo(9);
        assertThat(settings.limits().maxAnswerBytes()).isEqualTo(2048);
        assertThat(settings.limits().queueLength()).isZero();
        assertThat(settings.policies().enforce()).isFalse();
        assertThat((List<?>) settings.policies().rules().get("input")).hasSize(2);
        assertThat(settings.audit())
                .isEqualTo(new Settings.Audit(true, root.resolve("log/a.jsonl"), 52428800, "detailed", 30));
        assertThat(settings.driftPath()).isEqualTo(root.resolve("d.json"));
        assertThat(settings.materializations()).containsOnlyKeys("customer");
        assertThat(settings.dbt()).containsEntry("enabled", false);
        assertThat(settings.transport().stateless()).isTrue();
        assertThat(settings.telemetry()).containsEntry("enabled", true);
    }

    @Test
    void theUsersConfigurationBelongsToTheProjectAndProfile() throws Exception {
        var settings = TestingProject.in(folder).user("""
                mxcp: 1
                transport: { http: { port: 9000, host: 0.0.0.0, state_secret: 0123456789abcdef0123456789abcdef } }
                models: { default: m, models: { m: { type: claude, api_key: k } } }
                logging: { level: INFO }
                projects:
                  shop:
                    profiles:
                      dev:
                        secrets:
                          - name: bucket
                            type: s3
                            parameters: { key_id: abc, port: 5, nested: { token: t } }
                        plugin: { config: { main: { key: v } } }
                        auth: { provider: github, github: { client_id: i, client_secret: s } }
                      prod:
                        secrets: [{ name: other, type: http }]
                """).settings();
        assertThat(settings.transport().port()).isEqualTo(9000);
        assertThat(settings.transport().host()).isEqualTo("0.0.0.0");
        assertThat(settings.transport().stateSecret()).isEqualTo(new Secret("0123456789abcdef0123456789abcdef"));
        assertThat(settings.secrets()).singleElement().satisfies(secret -> {
            assertThat(secret.name()).isEqualTo("bucket");
            assertThat(secret.parameters())
                    .isEqualTo(Map.of(
                            "key_id", new Secret("abc"), "port", 5L, "nested", Map.of("token", new Secret("t"))));
            assertThat(secret.toString()).doesNotContain("abc");
        });
        assertThat(settings.pluginConfig()).isEqualTo(Map.of("main", Map.of("key", "v")));
        assertThat(settings.auth()).containsEntry("provider", "github");
        assertThat(settings.models()).containsKey("default");
        assertThat(settings.logging()).containsEntry("level", "INFO");
    }

    @Test
    void authMayStandInTheSiteFileAndItsCredentialsInTheUsers() throws Exception {
        var auth = TestingProject.in(folder)
                .site("profiles: { dev: { auth: { provider: acme, acme: { tenant: t } } } }")
                .user("projects: { shop: { profiles: { dev: { auth: { acme: { key: k } } } } } }")
                .settings()
                .auth();
        assertThat(auth).isEqualTo(Map.of("provider", "acme", "acme", Map.of("tenant", "t", "key", "k")));
    }

    @Test
    void problemsOfBothConfigurationFilesAreReportedTogether() {
        assertThat(TestingProject.in(folder)
                        .site("provenence: true")
                        .user("transport: { http: { port: 70000 } }")
                        .refusal())
                .containsExactly(
                        folder.resolve("home/.mxcp/config.yml") + ":1:28: 'port' must be at most 65535",
                        "mxcp-site.yml:4:1: unknown key 'provenence'; did you mean 'provenance'?");
    }

    @Test
    void aConfigurationThatTheEnvironmentNamesMustExist() {
        assertThat(TestingProject.in(folder)
                        .environment(Map.of("MXCP_CONFIG", "nowhere.yml"))
                        .refusal())
                .singleElement()
                .asString()
                .contains("nowhere.yml")
                .contains("cannot be read");
    }
}
