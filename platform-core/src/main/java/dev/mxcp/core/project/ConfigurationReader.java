package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.yaml.YamlDocument;
import dev.mxcp.core.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the site file and the user's configuration, for the profile that is chosen by option, environment or site. */
final class ConfigurationReader {

    private final ProjectFiles files;
    private final ProjectOptions options;
    private final References references;
    private final List<Problem> problems = new ArrayList<>();

    /** @param problems warnings */
    record Configuration(String project, String profile, Settings settings, List<Problem> problems) {}

    ConfigurationReader(ProjectFiles files, ProjectOptions options) {
        this.files = files;
        this.options = options;
        this.references = new References(options.environment(), options.resolvers(), files);
    }

    Configuration read(Path siteFile) throws ProjectException {
        var siteDocument = document(siteFile);
        var userFile = userFile();
        var userDocument = userFile == null ? null : document(userFile);
        if (siteDocument == null) {
            throw failure();
        }
        var project = plain(siteDocument, "project");
        var profile = profile(siteDocument);
        var site = ConfigFile.check(siteDocument, "site", references, path -> isActive(path, profile));
        problems.addAll(site.problems());
        var user = userDocument == null
                ? null
                : ConfigFile.check(userDocument, "user-config", references, path -> isActive(path, project, profile));
        if (user != null) {
            problems.addAll(user.problems());
        }
        stopOnErrors();
        var settings = new SettingsReader(files.root(), project, profile, site, user, options, problems).read();
        stopOnErrors();
        checkProfile(settings, profile);
        return new Configuration(project, profile, settings, problems);
    }

    /** The profile that is chosen; no more than the site file is read for it, and only its syntax must be right. */
    String profile(Path siteFile) throws ProjectException {
        var site = document(siteFile);
        if (site == null) {
            throw failure();
        }
        return profile(site);
    }

    private void stopOnErrors() throws ProjectException {
        if (problems.stream().anyMatch(Problem::isError)) {
            throw failure();
        }
    }

    private ProjectException failure() {
        return new ProjectException(
                problems.stream().sorted(ProblemOrder.BY_PLACE).toList());
    }

    private @Nullable YamlDocument document(Path file) {
        try {
            return files.yaml(file);
        } catch (YamlException e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            problems.add(Problem.error(
                    files.start(file), "the file cannot be read", "check that it exists and its permissions"));
        }
        return null;
    }

    /** Null when there is none, which is fine unless the environment names one. */
    private @Nullable Path userFile() {
        var named = options.environment().get("MXCP_CONFIG");
        if (named != null && !named.isEmpty()) {
            return options.startDirectory().resolve(named).normalize();
        }
        var usual = options.home().resolve(".mxcp").resolve("config.yml");
        return Files.isRegularFile(usual) ? usual : null;
    }

    private String profile(YamlDocument site) {
        var option = options.profile();
        if (option != null && !option.isEmpty()) {
            return option;
        }
        var fromEnvironment = options.environment().get("MXCP_PROFILE");
        return fromEnvironment != null && !fromEnvironment.isEmpty() ? fromEnvironment : plain(site, "profile");
    }

    /** A key that is needed before the file can be checked as a whole; wrong values are reported by that check. */
    private String plain(YamlDocument site, String key) {
        var ignored = new ArrayList<Problem>();
        var tree = references.resolve(site, path -> path.isEmpty(), ignored);
        return Section.of(tree).text(key, "");
    }

    private static boolean isActive(List<Object> path, String profile) {
        return path.size() < 2 || !"profiles".equals(path.getFirst()) || profile.equals(path.get(1));
    }

    private static boolean isActive(List<Object> path, String project, String profile) {
        if (path.size() < 2 || !"projects".equals(path.getFirst())) {
            return true;
        }
        return project.equals(path.get(1)) && (path.size() < 4 || profile.equals(path.get(3)));
    }

    private void checkProfile(Settings settings, String profile) {
        var chosen = options.profile() != null || options.environment().containsKey("MXCP_PROFILE");
        if (chosen && !settings.profiles().isEmpty() && !settings.profiles().contains(profile)) {
            problems.add(Problem.warning(
                    files.start(files.root().resolve("mxcp-site.yml")),
                    "there is no profile '" + profile + "' under 'profiles'; defaults apply",
                    "choose one of " + String.join(", ", settings.profiles()) + ", or add it"));
        }
    }
}
