package dev.mxcp.core.mcp;

import java.util.List;

/** The lists of a server that can change while clients use it. */
enum ListKind {
    TOOLS("tools", List.of("tools/list")),
    RESOURCES("resources", List.of("resources/list", "resources/templates/list")),
    PROMPTS("prompts", List.of("prompts/list"));

    private final String word;
    private final List<String> methods;

    ListKind(String word, List<String> methods) {
        this.word = word;
        this.methods = methods;
    }

    /** The requests that ask for it. */
    List<String> methods() {
        return methods;
    }

    /** The notification that tells of a change. */
    String changed() {
        return "notifications/" + word + "/list_changed";
    }

    /** How a client that listens asks to be told. */
    String wish() {
        return word + "ListChanged";
    }
}
