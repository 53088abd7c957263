package dev.mxcp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The user's own configuration file, as far as {@code init} looks at it. */
record UserConfig(Path file) {

    static UserConfig of(Console console) {
        var named = console.environment().get("MXCP_CONFIG");
        return new UserConfig(
                named != null
                        ? console.directory().resolve(named)
                        : console.home().resolve(".mxcp/config.yml"));
    }

    /** A look at the text is enough for a question; reading it properly is the business of those who use it. */
    boolean mentions(String project) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        var key = Pattern.compile("(?m)^\\s+[\"']?" + Pattern.quote(project) + "[\"']?\\s*:");
        return key.matcher(Files.readString(file)).find();
    }
}
