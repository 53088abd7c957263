package dev.mxcp.plugin.lang.python.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The environment variables that workers see: a few that hold no secrets, and those that the configuration names. */
final class Environment {

    private static final List<String> HARMLESS = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LANGUAGE",
            "LC_*",
            "TZ",
            "TMPDIR",
            "VIRTUAL_ENV",
            "LD_LIBRARY_PATH",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR");

    private Environment() {}

    /** @param allowed names; a {@code *} at the end stands for any ending */
    static Map<String, String> of(Map<String, String> all, List<String> allowed) {
        var names = Stream.concat(HARMLESS.stream(), allowed.stream()).toList();
        var seen = new TreeMap<>(all);
        seen.keySet().removeIf(name -> names.stream().noneMatch(pattern -> matches(pattern, name)));
        return seen;
    }

    /** Another user's: the server's home is not theirs, so the project's folder stands for it. */
    static Map<String, String> as(String user, Path project, Map<String, String> seen) {
        var theirs = new TreeMap<>(seen);
        theirs.put("HOME", project.toString());
        theirs.put("USER", user);
        theirs.put("LOGNAME", user);
        return theirs;
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(name);
    }
}
