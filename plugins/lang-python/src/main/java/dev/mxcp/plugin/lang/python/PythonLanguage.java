package dev.mxcp.plugin.lang.python;

import dev.mxcp.plugin.lang.python.process.Launch;
import dev.mxcp.plugin.lang.python.process.WorkFolder;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PluginContext;
import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The endpoint language {@code python}. Every generation of the project has workers of its own. */
final class PythonLanguage implements EndpointLanguage {

    private final PythonConfig config;
    private final PluginContext context;
    private final WorkFolder folder;
    private final Launch launch;
    private final AtomicLong names = new AtomicLong();
    private final Map<Project, PythonGeneration> generations = new IdentityHashMap<>();

    PythonLanguage(PythonConfig config, PluginContext context, Map<String, String> environment) {
        this.config = config;
        this.context = context;
        this.folder = WorkFolder.create(config.sandbox().user());
        try {
            this.launch = Launch.of(
                    context.projectDirectory(),
                    folder,
                    config.path(),
                    config.sandbox(),
                    config.environment(),
                    environment);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public Set<String> fileEndings() {
        return Set.of(".py");
    }

    @Override
    public void begin(Project project) {
        generation(project);
    }

    @Override
    public List<SqlFunction> functions(Project project) {
        try {
            return PythonFunction.of(project, generation(project));
        } catch (PlatformException e) {
            if (generation(project).isStarted()) {
                throw e;
            }
            // Every endpoint is refused with the reason, and statements say which function they miss.
            return List.of();
        }
    }

    @Override
    public PreparedEndpoint prepare(EndpointSource source, Project project) throws SourceException {
        return generation(project).prepare(source);
    }

    @Override
    public void activate(Project project) {
        generation(project).initialise();
    }

    @Override
    public void release(Project project) {
        PythonGeneration generation;
        synchronized (generations) {
            generation = generations.remove(project);
        }
        if (generation != null) {
            generation.close();
        }
    }

    private PythonGeneration generation(Project project) {
        synchronized (generations) {
            return generations.computeIfAbsent(project, this::begun);
        }
    }

    private PythonGeneration begun(Project project) {
        return new PythonGeneration(new WorkerSet(this::start, config, project));
    }

    private Worker start(int index, Project project) {
        return Worker.start(
                launch,
                "python-%d".formatted(names.incrementAndGet()),
                config.startPatience(),
                config.reloadPatience(),
                startMessage(project),
                payloads -> new CallRequests(project, payloads));
    }

    private Map<String, @Nullable Object> startMessage(Project project) {
        var start = new LinkedHashMap<String, @Nullable Object>();
        start.put("root", context.projectDirectory().toString());
        start.put("python", folder(project, "python").toString());
        start.put("plugins", folder(project, "plugins").toString());
        start.put("project", context.project());
        start.put("profile", context.profile());
        start.put("site", Plain.site(project.site()));
        start.put("threads", config.threads());
        start.put("memory", config.memoryBytes());
        return start;
    }

    private Path folder(Project project, String key) {
        return context.projectDirectory().resolve(project.folder(key));
    }

    @Override
    public void close() {
        List<PythonGeneration> left;
        synchronized (generations) {
            left = List.copyOf(generations.values());
            generations.clear();
        }
        left.parallelStream().forEach(PythonGeneration::close);
        folder.close();
    }
}
