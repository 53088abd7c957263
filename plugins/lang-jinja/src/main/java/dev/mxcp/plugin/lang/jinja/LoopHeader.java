package dev.mxcp.plugin.lang.jinja;

/**
 * What stands behind {@code in}: {@code items if condition}. An {@code if} within brackets belongs to the items.
 *
 * @param condition empty when there is none
 */
record LoopHeader(String items, String condition) {

    static LoopHeader of(String text) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if (depth == 0 && isIf(text, i)) {
                return new LoopHeader(
                        text.substring(0, i).strip(), text.substring(i + 2).strip());
            }
        }
        return new LoopHeader(text.strip(), "");
    }

    private static boolean isIf(String text, int i) {
        return text.startsWith("if", i)
                && (i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1)))
                && i + 2 < text.length()
                && !Character.isJavaIdentifierPart(text.charAt(i + 2));
    }
}
