package dev.mxcp.core.source;

import dev.mxcp.core.project.Settings;
import dev.mxcp.core.project.Settings.Extension;
import dev.mxcp.core.project.Settings.SecretDefinition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides how the project's database is opened. Two equal settings can share one open database.
 *
 * @param secrets made known to the engine when it opens
 */
public record DatabaseSettings(Settings.Database database, List<SecretDefinition> secrets) {

    public static DatabaseSettings of(Settings settings) {
        return new DatabaseSettings(settings.database(), settings.secrets());
    }

    /** The same for another file. */
    public DatabaseSettings at(Path file) {
        return new DatabaseSettings(database.at(file), secrets);
    }

    /** The block that the data source's configuration is bound from. */
    Map<String, @Nullable Object> block() {
        var block = new LinkedHashMap<String, @Nullable Object>();
        block.put("path", database.path().toString());
        block.put("readonly", database.readonly());
        block.put(
                "extensions",
                database.extensions().stream().map(DatabaseSettings::extension).toList());
        block.put("secrets", secrets.stream().map(DatabaseSettings::secret).toList());
        block.put(
                "allowed_directories",
                database.allowedDirectories().stream().map(Object::toString).toList());
        block.put("external_access", database.externalAccess());
        putIfSet(block, "memory_limit", database.memoryLimit());
        putIfSet(block, "threads", database.threads());
        putIfSet(block, "connections", database.connections());
        return block;
    }

    private static void putIfSet(Map<String, @Nullable Object> block, String key, @Nullable Object value) {
        if (value != null) {
            block.put(key, value);
        }
    }

    private static Map<String, @Nullable Object> extension(Extension extension) {
        var block = new LinkedHashMap<String, @Nullable Object>();
        block.put("name", extension.name());
        putIfSet(block, "repo", extension.repository());
        return block;
    }

    private static Map<String, @Nullable Object> secret(SecretDefinition secret) {
        var block = new LinkedHashMap<String, @Nullable Object>();
        block.put("name", secret.name());
        block.put("type", secret.type());
        block.put("parameters", secret.parameters());
        return block;
    }
}
