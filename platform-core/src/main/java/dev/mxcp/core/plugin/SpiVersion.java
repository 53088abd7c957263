package dev.mxcp.core.plugin;

import dev.mxcp.spi.PlatformPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The SPI's own version, which the build writes into its jar. It has no pre-release suffix. */
final class SpiVersion {

    private SpiVersion() {}

    static String current() {
        try (var in = PlatformPlugin.class.getResourceAsStream("spi-version.properties")) {
            var properties = new Properties();
            properties.load(Objects.requireNonNull(in, "the spi jar has no spi-version.properties"));
            return Objects.requireNonNull(properties.getProperty("version"), "spi-version.properties has no version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
