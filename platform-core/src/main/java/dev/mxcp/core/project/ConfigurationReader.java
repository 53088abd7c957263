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
    private @Nullable Configuration essentials;

    /** @param problems warnings */
    record Configuration(String project, String profile, Settings settings, List<Problem> problems) {}

    /**
     * The files, and what of them is looked at.
     *
     * @param user null when there is none
     */
    private record Documents(
            YamlDocument site,
            @Nullable Object siteTree,
            @Nullable YamlDocument user,
            @Nullable Object userTree,
            String project,
            String profile) {

        static Documents whole(YamlDocument site, @Nullable YamlDocument user, String project, String profile) {
            return new Documents(site, site.root(), user, user == null ? null : user.root(), project, profile);
        }

        Documents essentials() {
            return new Documents(
                    site,
                    Essentials.ofSite(siteTree, profile),
                    user,
                    Essentials.ofUser(userTree, project, profile),
                    project,
                    profile);
        }
    }

    ConfigurationReader(ProjectFiles files, ProjectOptions options) {
        this.files = files;
        this.options = options;
        this.withoutPlugins = references(PluginReferences.none());
    }

    Configuration read(Path siteFile, SecretResolvers resolvers) throws ProjectException {
        var site = document(siteFile);
        if (site == null) {
            throw unreadable();
        }
        var userFile = userFile();
        var user = userFile == null ? null : document(userFile);
        var documents = Documents.whole(site, user, plain(site, "project"), profile(site));
        try (var plugins = new PluginReferences(() -> resolvers.open(resolverSettings(documents)))) {
            var references = references(plugins);
            var settings = settings(documents, references, problems);
            problems.addAll(plugins.problems());
            if (settings == null || isWrong(problems)) {
                if (user != null || userFile == null) {
                    essentials = configuration(documents.essentials(), references);
                }
                throw failure();
            }
            checkProfile(settings, documents.profile());
            return new Configuration(documents.project(), documents.profile(), settings, problems);
        }
    }

    /**
     * What a project can be checked with, but not used, after its configuration was found to be wrong elsewhere; empty
     * when something is wrong with that as well. References are what they were.
     */
    Optional<Configuration> essentials() {
        return Optional.ofNullable(essentials);
    }

    private @Nullable Configuration configuration(Documents documents, References references) {
        var found = new ArrayList<Problem>();
        var settings = settings(documents, references, found);
        return settings == null || isWrong(found)
                ? null
                : new Configuration(documents.project(), documents.profile(), settings, List.of());
    }

    /** Null when the files are wrong; what is wrong with the settings alone is only told. */
    private @Nullable Settings settings(Documents documents, References references, List<Problem> found) {
        var project = documents.project();
        var profile = documents.profile();
        var site = ConfigFile.check(
                documents.site(), documents.siteTree(), "site", references, new ReferenceScope.Site(profile));
        found.addAll(site.problems());
        var user = documents.user() == null
                ? null
                : ConfigFile.check(
                        documents.user(),
                        documents.userTree(),
                        "user-config",
                        references,
                        new ReferenceScope.User(project, profile));
        if (user != null) {
            found.addAll(user.problems());
        }
        return isWrong(found)
                ? null
                : new SettingsReader(files.root(), project, profile, site, user, options, found).read();
    }

    /**
     * The folders of a project whose configuration may be wrong elsewhere: the usual ones when the file cannot be read at
     * all, empty when it names folders that cannot be.
     */
    Optional<Settings.Paths> paths(Path siteFile) {
        var site = document(siteFile);
        if (site == null) {
            return Optional.of(SettingsReader.paths(files.root(), Section.of(null)));
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
            throw unreadable();
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

    private ResolverSettings resolverSettings(Documents documents) {
        // what is wrong here is reported where the file is checked as a whole
        var ignored = new ArrayList<Problem>();
        var blocks = new LinkedHashMap<String, @Nullable Object>();
        var user = documents.user();
        for (var key : ReferenceScope.User.RESOLVERS) {
            if (user != null && user.value(List.of(key)) != null) {
                blocks.put(key, withoutPlugins.resolve(user, key, ignored));
            }
        }
        return new ResolverSettings(files.root(), documents.project(), documents.profile(), user, new Section(blocks));
    }

    private References references(PluginReferences plugins) {
        return new References(options.environment(), plugins, files);
    }

    /** The profile that is chosen; no more than the site file is read for it, and only its syntax must be right. */
    String profile(Path siteFile) throws ProjectException {
        var site = document(siteFile);
        if (site == null) {
            throw unreadable();
        }
        return profile(site);
    }

    private void stopOnErrors() throws ProjectException {
        if (isWrong(problems)) {
            throw failure();
        }
    }

    private static boolean isWrong(List<Problem> problems) {
        return problems.stream().anyMatch(Problem::isError);
    }

    /** Without the site file no more can be said of the user's than whether it can be read. */
    private ProjectException unreadable() {
        var userFile = userFile();
        if (userFile != null) {
            document(userFile);
        }
        return failure();
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
