package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads what the configuration names, then takes the engine's hands off files, network and its own settings. */
final class Lockdown {

    private static final Logger LOG = LoggerFactory.getLogger(Lockdown.class);
    private static final Pattern UNKNOWN_TYPE = Pattern.compile("Secret type ['\"][^'\"]*['\"] not found");

    private Lockdown() {}

    static void apply(DuckDBConnection connection, DuckDbConfig config) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var extension : config.extensions()) {
                load(statement, extension);
            }
            statement.execute("SET allow_community_extensions = false");
            statement.execute("SET allow_persistent_secrets = false");
            for (var secret : config.secrets()) {
                create(connection, secret);
            }
            if (!config.externalAccess()) {
                var directories = config.allowedDirectories().stream()
                        .map(SqlLiteral::text)
                        .collect(Collectors.joining(", ", "[", "]"));
                statement.execute("SET allowed_directories = " + directories);
                statement.execute("SET enable_external_access = false");
            }
            statement.execute("SET lock_configuration = true");
        }
    }

    private static void load(Statement statement, DuckDbConfig.Extension extension) {
        var name = extension.name();
        try {
            if (isLoaded(statement, name)) {
                return;
            }
            statement.execute("INSTALL " + name + from(extension.repo()));
            statement.execute("LOAD " + name);
        } catch (SQLException e) {
            throw new PlatformException(
                    Code.UNAVAILABLE,
                    "the DuckDB extension '" + name + "' cannot be loaded: "
                            + EngineErrors.clean(EngineErrors.message(e))
                            + ". Check its name, and that this machine reaches the repository or has the extension "
                            + "installed",
                    e);
        }
    }

    /** The engine carries some extensions itself. */
    private static boolean isLoaded(Statement statement, String name) throws SQLException {
        try (var rows = statement.executeQuery("SELECT 1 FROM duckdb_extensions() WHERE loaded AND extension_name = "
                + SqlLiteral.text(name.toLowerCase(Locale.ROOT)))) {
            return rows.next();
        }
    }

    private static String from(@Nullable String repo) {
        if (repo == null) {
            return "";
        }
        return " FROM " + (repo.matches("[a-z_]+") ? repo : SqlLiteral.text(repo));
    }

    /** The engine's own message is not passed on: it may quote the values. */
    private static void create(DuckDBConnection connection, DuckDbConfig.EngineSecret secret) {
        if (secret.parameters().isEmpty()) {
            return;
        }
        var parameters = secret.parameters().entrySet().stream()
                .map(entry -> ", " + entry.getKey() + " " + SqlLiteral.of(entry.getValue()))
                .collect(Collectors.joining());
        try (var statement = connection.createStatement()) { // an error closes it
            statement.execute("CREATE TEMPORARY SECRET " + SqlLiteral.name(secret.name()) + " (TYPE " + secret.type()
                    + parameters + ")");
        } catch (SQLException e) {
            if (UNKNOWN_TYPE.matcher(EngineErrors.message(e)).find()) {
                // Secrets are for all of the project's code; this one is not for the database.
                LOG.atInfo()
                        .addKeyValue("secret", secret.name())
                        .addKeyValue("type", secret.type())
                        .log("a secret of a type that the database does not know is left to other code");
                return;
            }
            throw new PlatformException(
                    Code.UNAVAILABLE,
                    "the secret '" + secret.name() + "' of type '" + secret.type()
                            + "' cannot be created: check that the extension that brings its type is in "
                            + "duckdb.extensions, and that these are its parameters: "
                            + String.join(", ", secret.parameters().keySet()));
        }
    }
}
