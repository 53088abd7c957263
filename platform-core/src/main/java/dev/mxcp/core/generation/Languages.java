package dev.mxcp.core.generation;

import dev.mxcp.spi.EndpointLanguage;
import java.util.List;
import java.util.Optional;

/** The endpoint languages that are installed, by the name that projects use. */
public interface Languages {

    /** Creates the language on first use. */
    Optional<EndpointLanguage> find(String name);

    /** The name of the language that claims the file's ending. Creates languages to ask them. */
    Optional<String> ofFile(String file);

    /** Sorted, for messages. */
    List<String> names();
}
