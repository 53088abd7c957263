package dev.mxcp.plugin.source.duckdb;

import java.lang.management.ManagementFactory;

/** How much memory an embedded engine may take when the configuration does not say. */
final class MachineMemory {

    /** The engine shares the machine with the JVM and with Python workers, so it does not get DuckDB's usual 80 %. */
    private static final double SHARE = 0.4;

    private static final long MIB = 1024 * 1024;
    private static final long LEAST = 128;

    private MachineMemory() {}

    /** Respects the limits of a container. */
    static String defaultLimit() {
        var bean = ManagementFactory.getOperatingSystemMXBean();
        if (bean instanceof com.sun.management.OperatingSystemMXBean machine) {
            return Math.max(LEAST, (long) (machine.getTotalMemorySize() * SHARE) / MIB) + "MiB";
        }
        return "1GiB";
    }
}
