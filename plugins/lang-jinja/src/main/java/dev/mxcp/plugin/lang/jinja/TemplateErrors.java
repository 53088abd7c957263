package dev.mxcp.plugin.lang.jinja;

import com.hubspot.jinjava.interpret.TemplateError;

/** Jinjava's errors in words for the template's author: first line, no Java names. */
final class TemplateErrors {

    private TemplateErrors() {}

    static String text(TemplateError error) {
        var message = error.getMessage() == null ? error.getReason().toString() : error.getMessage();
        var line = message.lines().findFirst().orElse("it is not valid");
        return line.replaceAll("(?:[a-z][a-z0-9]*\\.)+(?=[A-Z]\\w*(?:Exception|Error))", "");
    }
}
