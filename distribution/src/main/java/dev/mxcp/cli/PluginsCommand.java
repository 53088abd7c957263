package dev.mxcp.cli;

import dev.mxcp.core.plugin.InstalledPlugin;
import dev.mxcp.core.plugin.PluginCatalog;
import dev.mxcp.core.plugin.PluginException;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.project.ProjectLoader;
import dev.mxcp.core.project.ProjectOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plugins",
        description = "Show the plugins that are installed, and what each supplies: those of the distribution, and in a"
                + " project those of 'plugins.directories' of mxcp-site.yml.",
        footerHeading = "%nExamples:%n",
        footer = {"  mxcp plugins list", "  mxcp plugins list --json-output --directory /opt/mxcp-plugins"})
final class PluginsCommand extends JsonCommand {

    enum Action {
        LIST
    }

    @Parameters(arity = "0..1", paramLabel = "ACTION", defaultValue = "list", description = "list (default)")
    private Action action = Action.LIST;

    @Option(names = "--directory", paramLabel = "PATH", description = "Look here too. Repeat for more.")
    private List<Path> directories = List.of();

    @Override
    public Integer call() {
        return switch (action) {
            case LIST -> list();
        };
    }

    private int list() {
        try (var catalog = PluginCatalog.load(places())) {
            if (isJson()) {
                printResult(
                        catalog.plugins().stream().map(PluginsCommand::entry).toList());
            } else {
                print(catalog.plugins());
            }
            return ExitCode.OK;
        } catch (PluginException e) {
            throw new CommandFailure("plugins cannot be used: " + Problems.text(e.problems()), e);
        }
    }

    private List<Path> places() {
        var places = new ArrayList<Path>(List.of(Distribution.current().plugins()));
        if (ProjectLoader.isInProject(console().directory())) {
            places.addAll(ofProject());
        }
        directories.forEach(directory -> places.add(console().directory().resolve(directory)));
        return places;
    }

    private List<Path> ofProject() {
        try {
            return ProjectLoader.pluginDirectories(ProjectOptions.of(console().directory())
                    .withEnvironment(console().environment())
                    .withHome(console().home()));
        } catch (ProjectException e) {
            throw Problems.failure(e);
        }
    }

    private static Map<String, @Nullable Object> entry(InstalledPlugin plugin) {
        var entry = new LinkedHashMap<String, @Nullable Object>();
        entry.put("name", plugin.id());
        entry.put("version", plugin.version());
        entry.put("description", plugin.description());
        entry.put("provider", plugin.provider());
        entry.put("requires", plugin.requires());
        entry.put("supplies", plugin.supplies());
        entry.put("jar", plugin.jar().toString());
        return entry;
    }

    private void print(List<InstalledPlugin> plugins) {
        if (plugins.isEmpty()) {
            console().out().println("No plugins are installed");
            return;
        }
        var table = new Table(List.of("Name", "Version", "Supplies", "Jar"));
        plugins.forEach(plugin -> table.add(List.of(
                plugin.id(),
                plugin.version(),
                supplies(plugin),
                String.valueOf(plugin.jar().getFileName()))));
        table.lines(console().width()).forEach(console().out()::println);
    }

    private static String supplies(InstalledPlugin plugin) {
        return plugin.supplies().entrySet().stream()
                .map(kind -> kind.getKey() + " " + String.join(", ", kind.getValue()))
                .collect(Collectors.joining("; "));
    }
}
