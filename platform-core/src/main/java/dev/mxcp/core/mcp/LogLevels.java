package dev.mxcp.core.mcp;

import dev.mxcp.spi.CallContext.LogLevel;
import java.util.List;

/** The protocol's levels of log messages, least severe first. */
final class LogLevels {

    static final List<String> NAMES =
            List.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

    private LogLevels() {}

    static boolean isKnown(String level) {
        return NAMES.contains(level);
    }

    static String name(LogLevel level) {
        return switch (level) {
            case DEBUG -> "debug";
            case INFO -> "info";
            case WARNING -> "warning";
            case ERROR -> "error";
        };
    }

    static boolean reaches(LogLevel level, String lowest) {
        return NAMES.indexOf(name(level)) >= NAMES.indexOf(lowest);
    }
}
