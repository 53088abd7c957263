package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Why a database file cannot be opened, and what to do about it. */
final class OpeningFailure {

    /** Some engines tell the holder's program, some its owner too. */
    private static final Pattern LOCK_HOLDER = Pattern.compile(
            "(?:lock is held in |open in )(?<program>[^\\n]*?) ?\\(PID (?<pid>\\d+)\\)(?: by user (?<user>[^\\s,]*[^\\s,.]))?");

    private OpeningFailure() {}

    static PlatformException of(DuckDbConfig config, SQLException cause) {
        return new PlatformException(
                Code.UNAVAILABLE, told(config.path(), config.readonly(), EngineErrors.message(cause)), cause);
    }

    /** @param message the engine's */
    static String told(String path, boolean readonly, String message) {
        if (message.contains("Could not set lock on file") || message.contains("is already open in")) {
            return "the database " + path + " is in use by another process" + holder(message) + ": "
                    + "stop it, or open the database read-only in both (here with --readonly or duckdb.readonly: true)";
        }
        if (message.contains("storage version")
                || message.contains("newer version of DuckDB")
                || message.contains("version number")) {
            return "the database " + path + " was made by another version of DuckDB than " + Engine.FACTORY_NAME
                    + " carries: choose the engine that it needs with duckdb.engine, '2.0' for files that "
                    + "DuckDB 2.x made and '1.5' for older ones (the engine says: " + firstLine(message) + ")";
        }
        if (Files.isDirectory(Path.of(path))) {
            return "the database " + path + " is a folder: name a file in duckdb.path";
        }
        if (message.contains("not a valid DuckDB database file")) {
            return "the file " + path + " is no DuckDB database: name another in duckdb.path, or move it away, so"
                    + " that a new database is made";
        }
        if (message.contains("Could not read enough bytes")) {
            return "the database " + path + " is damaged, since it ends too early: bring back a copy of it (the engine"
                    + " says: " + firstLine(message) + ")";
        }
        if (message.contains("Permission denied")) {
            return "the database " + path + " cannot be opened for " + (readonly ? "reading" : "writing")
                    + ": this user may not; check the permissions of the file and of its folder"
                    + (readonly ? "" : ", or use --readonly or duckdb.readonly: true");
        }
        return "cannot open the database " + path + ": " + firstLine(message);
    }

    private static String holder(String message) {
        var found = LOCK_HOLDER.matcher(message);
        if (!found.find()) {
            return "";
        }
        var program = found.group("program").strip();
        var user = found.group("user");
        return " (PID " + found.group("pid")
                + (program.isEmpty() ? "" : ", " + program)
                + (user == null ? "" : ", of user " + user) + ")";
    }

    private static String firstLine(String message) {
        return EngineErrors.clean(message).lines().findFirst().orElse("");
    }
}
