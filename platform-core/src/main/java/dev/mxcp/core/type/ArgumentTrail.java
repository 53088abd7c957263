package dev.mxcp.core.type;

/** Words for what is wrong with arguments: {@code Error validating parameter 'a.b[2]': Expected integer, got str}. */
final class ArgumentTrail extends Trail {

    @Override
    void notAmong(Enumeration allowed) {
        var path = path(steps());
        add("%sMust be one of: %s"
                .formatted(path.isEmpty() ? "" : "Invalid value for %s. ".formatted(path), allowed.text()));
    }

    @Override
    String located(Iterable<Object> steps, String message) {
        return "Error validating parameter '%s': %s".formatted(path(steps), message);
    }

    private static String path(Iterable<Object> steps) {
        var path = new StringBuilder();
        for (var step : steps) {
            if (step instanceof Integer index) {
                path.append('[').append(index).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step);
            }
        }
        return path.toString();
    }
}
