package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.plugin.source.duckdb.DuckDbConfig.EngineSecret;
import dev.mxcp.plugin.source.duckdb.DuckDbConfig.Extension;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DuckDbConfigTest {

    private static DuckDbConfig config(@Nullable String path, @Nullable String memory, @Nullable Integer connections) {
        return new DuckDbConfig(path, null, null, null, memory, null, null, null, null, null, connections);
    }

    @Test
    void onlyThePathMustBeGiven() {
        var config = config("/data/db.duckdb", null, null);

        assertThat(config.readonly()).isFalse();
        assertThat(config.externalAccess()).isFalse();
        assertThat(config.allowedDirectories()).isEmpty();
        assertThat(config.memoryLimit()).matches("\\d+MiB");
        assertThat(config.threads()).isPositive();
        assertThat(config.connections()).isPositive();
    }

    @Test
    void inMemoryDatabasesAreRefused() {
        assertThatThrownBy(() -> config(":memory:", null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("':memory:'");
        assertThatThrownBy(() -> config(" :Memory:shared", null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> config(null, null, null)).hasMessageContaining("path");
        assertThatThrownBy(() -> config("relative.duckdb", null, null)).hasMessageContaining("absolute");
        assertThatThrownBy(() -> config("/a", "plenty", null)).hasMessageContaining("memory_limit");
        assertThatThrownBy(() -> config("/a", "1GB; x", null)).hasMessageContaining("memory_limit");
        assertThatThrownBy(() -> config("/a", null, 0)).hasMessageContaining("connections");
        assertThatThrownBy(() -> new Extension("x; DROP", null)).hasMessageContaining("extension");
        assertThatThrownBy(() -> new EngineSecret("a b", "s3", Map.of())).hasMessageContaining("secret");
        assertThatThrownBy(() -> new EngineSecret("a", "s3", Map.of("x) (", 1))).hasMessageContaining("secret");
        var secret = new EngineSecret("a", "s3", Map.of());
        assertThatThrownBy(() -> new DuckDbConfig(
                        "/a", null, null, List.of(secret, secret), null, null, null, null, null, null, null))
                .hasMessageContaining("two entries named 'a'");
    }
}
