package dev.mxcp.core.source;

import dev.mxcp.core.config.ConfigPlace;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.project.SettingsPlaces;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Where what the database is opened with is written. */
record DatabasePlaces(DatabaseSettings settings, SettingsPlaces written) {

    private static final Pattern PATH = Pattern.compile("duckdb\\.(\\w+)(?:\\[(\\d+)])?.*");

    Location of(String key) {
        var place = written.database(key);
        return place.line() == 0 && !key.equals("path") ? written.database("path") : place;
    }

    /** Extensions stand at the top of the site file, secrets in the user's profile, all else in the database's block. */
    ConfigPlace config() {
        return new ConfigPlace("duckdb", path -> {
            var match = PATH.matcher(path);
            if (!match.matches()) {
                return of("path");
            }
            var key = match.group(1);
            if (!key.equals("extensions") && !key.equals("secrets")) {
                return of(key);
            }
            return match.group(2) == null ? written.of(key) : written.of(key, Integer.valueOf(match.group(2)));
        });
    }

    /** The extension or the secret that an engine's message names. */
    Optional<Location> ofMessage(String message) {
        var extensions = settings.database().extensions();
        for (int i = 0; i < extensions.size(); i++) {
            if (message.contains("extension '" + extensions.get(i).name() + "'")) {
                return Optional.of(written.of("extensions", i));
            }
        }
        return IntStream.range(0, settings.secrets().size())
                .filter(i ->
                        message.contains("secret '" + settings.secrets().get(i).name() + "'"))
                .mapToObj(i -> written.of("secrets", i))
                .findFirst();
    }
}
