package dev.mxcp.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Implements endpoints in one language. An implementation is prepared once at load and run many times, from many
 * virtual threads at once.
 */
public interface EndpointLanguage extends AutoCloseable {

    /** File endings that belong to this language when an endpoint names none, such as {@code .py}. */
    default Set<String> fileEndings() {
        return Set.of();
    }

    /**
     * A generation of the project begins: everything {@link #prepare prepared} from now on with this project belongs to
     * it, until another one begins. The generation before it may go on for a while.
     */
    default void begin(Project project) {}

    /**
     * SQL functions that the project's own code in this language declares. Asked once for each generation, after
     * {@link #begin} and before anything is prepared; they belong to that generation.
     *
     * @throws PlatformException when the code cannot be read
     */
    @Unstable
    default List<SqlFunctions.SqlFunction> functions(Project project) {
        return List.of();
    }

    /** @throws SourceException when the implementation cannot work; the endpoint is then refused with its message */
    PreparedEndpoint prepare(EndpointSource source, Project project) throws SourceException;

    /**
     * A server begins to serve the generation. Without a server, and where endpoints are only checked, this is never
     * called, and the first call comes without it.
     */
    default void activate(Project project) {}

    /** The generation is over, or never came to be: none of its endpoints runs, or ever will. */
    default void release(Project project) {}

    @Override
    default void close() {}

    /** One endpoint, ready to run. Immutable and thread-safe. */
    interface PreparedEndpoint {

        /** What is odd but not wrong; shown by {@code validate} as warnings. */
        default List<String> warnings() {
            return List.of();
        }

        /**
         * The columns of the result, when they are known before it runs; what {@code validate} compares with
         * {@code return}.
         */
        default Optional<List<DataSource.Column>> columns() {
            return Optional.empty();
        }

        /**
         * What arguments look like, as a JSON Schema (2020-12) of an object in plain Java values, where the language
         * knows more than the declared parameters say. It is advertised in place of the one made of the declarations, and
         * arguments that do not match both are refused. References lead to places inside of it.
         */
        @Unstable
        default Optional<Map<String, ?>> inputSchema() {
            return Optional.empty();
        }

        /**
         * Runs the endpoint once.
         *
         * @param arguments defaulted and converted values of all declared parameters, in their order
         * @throws PlatformException with a message for the caller
         */
        EndpointResult run(Map<String, @Nullable Object> arguments, CallContext call);
    }

    /**
     * @param endpoint the endpoint's name or URI
     * @param text the implementation's text
     * @param file the file it was read from, relative to the project; null for inline code
     * @param function the function to call, where the language has functions; null when none is named
     * @param parameters names of the declared parameters, in order
     */
    record EndpointSource(
            String endpoint,
            String text,
            @Nullable String file,
            @Nullable String function,
            List<String> parameters) {
        public EndpointSource {
            parameters = List.copyOf(parameters);
        }
    }

    /** What an implementation can reach at load. The same object for everything of one generation. */
    interface Project {

        /** The project's sources by name. */
        Function<String, Optional<DataSource>> sources();

        /** The project's own database. */
        DataSource database();

        /** Rows an endpoint may answer; what comes after them is cut off and said so. */
        int maxRows();

        /** About how many bytes an endpoint may answer with rows; what comes after them is cut off and said so. */
        default int maxAnswerBytes() {
            return 16 * 1024 * 1024;
        }

        /** A folder of the project by its key under {@code paths}, such as {@code python}; absolute, maybe missing. */
        default Path folder(String key) {
            return Path.of(key).toAbsolutePath();
        }

        /** The site file, as it is written. Values that came from references are {@link Secret}s. */
        default Map<String, @Nullable Object> site() {
            return Map.of();
        }

        /** The user's configuration for this project and profile. Values that came from references are {@link Secret}s. */
        default Map<String, @Nullable Object> user() {
            return Map.of();
        }

        /** The parameters of a secret of the active profile, in which every text is a {@link Secret}. */
        default Optional<Map<String, @Nullable Object>> secret(String name) {
            return Optional.empty();
        }

        /**
         * A call that nobody makes, for work of the language itself: anonymous, with the limits of every call.
         *
         * @throws PlatformException {@code UNAVAILABLE} before the first endpoint is prepared
         */
        @Unstable
        default CallContext ownCall(Duration time) {
            throw new PlatformException(PlatformException.Code.UNSUPPORTED, "there are no calls here");
        }

        /**
         * Asks for a reload, and returns at once. Calls under way end, the project's database is closed, the action runs,
         * and everything is opened anew.
         *
         * @throws PlatformException {@code UNSUPPORTED} when no server runs
         */
        @Unstable
        default void reload(Runnable whileClosed) {
            throw new PlatformException(PlatformException.Code.UNSUPPORTED, "only a server can reload");
        }
    }
}
