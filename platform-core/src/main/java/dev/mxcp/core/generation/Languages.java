package dev.mxcp.core.generation;

import dev.mxcp.spi.EndpointLanguage;
import java.util.List;
import java.util.Optional;

/** The endpoint languages that are installed, by the name that projects use; for one generation. */
public interface Languages {

    /** Creates the language on first use. */
    Optional<EndpointLanguage> find(String name);

    /** The name of the language that claims the file's ending. Creates languages to ask them. */
    Optional<String> ofFile(String file);

    /** Sorted, for messages. */
    List<String> names();

    /** The generation is over: what no other one needs may end. Nothing is found any more. Harmless when done twice. */
    default void release() {}
}
