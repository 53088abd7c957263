package dev.mxcp.core.mcp;

/** The lists of a server that can change while clients use it. */
enum ListKind {
    TOOLS("tools"),
    RESOURCES("resources"),
    PROMPTS("prompts");

    private final String word;

    ListKind(String word) {
        this.word = word;
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
