package dev.mxcp.plugin.source.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which of the two engines this jar was built for. */
final class Engine {

    /** {@code duckdb} or {@code duckdb2}. */
    static final String FACTORY_NAME = read("factory");

    private Engine() {}

    private static String read(String key) {
        try (var in = Objects.requireNonNull(
                Engine.class.getResourceAsStream("engine.properties"), "engine.properties is missing from the jar")) {
            var properties = new Properties();
            properties.load(in);
            return Objects.requireNonNull(properties.getProperty(key), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
