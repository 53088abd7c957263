package dev.mxcp.plugin.lang.python.process;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Sizes as people write them. */
public final class ByteSize {

    private static final Pattern SIZE =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(%|[KMGT]?I?B)", Pattern.CASE_INSENSITIVE);
    private static final Map<Character, Long> UNITS =
            Map.of('B', 1L, 'K', 1L << 10, 'M', 1L << 20, 'G', 1L << 30, 'T', 1L << 40);

    private ByteSize() {}

    /**
     * The bytes of {@code 500MB}, {@code 2GB} or {@code 50%} of this machine's memory.
     *
     * @throws IllegalArgumentException with what to write instead
     */
    public static long parse(String key, String text) {
        var size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            throw new IllegalArgumentException(key + " must be a size such as 500MB, 2GB or 50%");
        }
        var number = new BigDecimal(size.group(1));
        var unit = size.group(2).toUpperCase(Locale.ROOT);
        var factor = unit.equals("%")
                ? BigDecimal.valueOf(machine()).movePointLeft(2)
                : BigDecimal.valueOf(UNITS.getOrDefault(unit.charAt(0), 1L));
        var bytes = number.multiply(factor).longValue();
        if (bytes <= 0) {
            throw new IllegalArgumentException(key + " must be more than nothing");
        }
        return bytes;
    }

    /** For messages: {@code 512 MB}. */
    public static String shown(long bytes) {
        return "%d MB".formatted(Math.max(1, bytes >> 20));
    }

    private static long machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean known
                ? known.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory() * 4;
    }
}
