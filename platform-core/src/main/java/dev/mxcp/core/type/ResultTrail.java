package dev.mxcp.core.type;

/**
 * Words for what is wrong with a result: {@code Array item 2: Property 'k': Expected integer, got str}. They never hold
 * a value of the result, which a policy might have kept back.
 */
final class ResultTrail extends Trail {

    @Override
    void notAmong(Enumeration allowed) {
        problem("Must be one of: " + allowed.text());
    }

    @Override
    String located(Iterable<Object> steps, String message) {
        var text = new StringBuilder();
        for (var step : steps) {
            text.append(step instanceof Integer ? "Array item " + step + ": " : "Property '" + step + "': ");
        }
        return text.append(message).toString();
    }
}
