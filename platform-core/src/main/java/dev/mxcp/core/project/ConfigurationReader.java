package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.yaml.YamlDocument;
import dev.mxcp.core.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the site file and the user's configuration, for the profile that is chosen by option, environment or site. */
final class ConfigurationReader {

    private final ProjectFiles files;
    private final ProjectOptions options;
    private final References withoutPlugins;
    private final List<Problem> problems = new ArrayList<>();

    /** @param problems warnings */
    record Configuration(String project, String profile, Settings settings, List<Problem> problems) {}

    ConfigurationReader(ProjectFiles files, ProjectOptions options) {
        this.files = files;
        this.options = options;
        this.withoutPlugins = references(PluginReferences.none());
    }

    Configuration read(Path siteFile, SecretResolvers resolvers) throws ProjectException {
        var siteDocument = document(siteFile);
        var userFile = userFile();
        var userDocument = userFile == null ? null : document(userFile);
        if (siteDocument == null) {
            throw failure();
        }
        var project = plain(siteDocument, "project");
        var profile = profile(siteDocument);
        ConfigFile site;
        ConfigFile user;
        try (var plugins =
                new PluginReferences(() -> resolvers.open(resolverSettings(project, profile, userDocument)))) {
            var references = references(plugins);
            site = checked(siteDocument, "site", references, new ReferenceScope.Site(profile));
            user = userDocument == null
                    ? null
                    : checked(userDocument, "user-config", references, new ReferenceScope.User(project, profile));
            problems.addAll(plugins.problems());
        }
        stopOnErrors();
        var settings = new SettingsReader(files.root(), project, profile, site, user, options, problems).read();
        stopOnErrors();
        checkProfile(settings, profile);
        return new Configuration(project, profile, settings, problems);
    }

    /** The folders of a project whose configuration may be wrong elsewhere; empty when they are not known. */
    Optional<Settings.Paths> paths(Path siteFile) {
        var site = document(siteFile);
        if (site == null) {
            return Optional.empty();
        }
        try {
            var folders = withoutPlugins.resolve(site, "paths", new ArrayList<>());
            return Optional.of(SettingsReader.paths(files.root(), Section.of(folders)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Folders with plugin jars; no more than the site file is read for them. */
    List<Path> pluginDirectories(Path siteFile) throws ProjectException {
        var site = document(siteFile);
        if (site == null) {
            throw failure();
        }
        var plugins = Section.of(withoutPlugins.resolve(site, "plugins", problems));
        var directories = plugins.texts("directories");
        for (var directory : directories) {
            if (References.schemeOf(directory) != null) {
                problems.add(Problem.error(
                        site.at(List.of("plugins", "directories", directories.indexOf(directory))),
                        "'plugins.directories' is read before plugins can resolve anything, so a reference to one"
                                + " cannot stand here",
                        "name the folder, or use ${NAME} or file://"));
            }
        }
        stopOnErrors();
        return directories.stream()
                .map(files.root()::resolve)
                .map(Path::normalize)
                .toList();
    }

    private ResolverSettings resolverSettings(String project, String profile, @Nullable YamlDocument user) {
        // what is wrong here is reported where the file is checked as a whole
        var ignored = new ArrayList<Problem>();
        var blocks = new LinkedHashMap<String, @Nullable Object>();
        for (var key : ReferenceScope.User.RESOLVERS) {
            if (user != null && user.value(List.of(key)) != null) {
                blocks.put(key, withoutPlugins.resolve(user, key, ignored));
            }
        }
        return new ResolverSettings(files.root(), project, profile, user, new Section(blocks));
    }

    private ConfigFile checked(YamlDocument document, String schema, References references, ReferenceScope scope) {
        var file = ConfigFile.check(document, schema, references, scope);
        problems.addAll(file.problems());
        return file;
    }

    private References references(PluginReferences plugins) {
        return new References(options.environment(), plugins, files);
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
        var tree = withoutPlugins.resolve(site, List::isEmpty, ignored);
        return Section.of(tree).text(key, "");
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
