package com.example.texttemplate;

import com.google.re2j.Pattern;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.SourceException;
import java.util.ArrayList;
import java.util.Set;

/** Reads a template once, when the project is loaded: a mistake in it is found then, and not by a caller. */
final class TextTemplateLanguage implements EndpointLanguage {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

    private final TextTemplateConfig config;

    TextTemplateLanguage(TextTemplateConfig config) {
        this.config = config;
    }

    /** Files of this language need no {@code language} key. */
    @Override
    public Set<String> fileEndings() {
        return Set.of(".tmpl");
    }

    @Override
    public PreparedEndpoint prepare(EndpointSource source, Project project) throws SourceException {
        var text = source.text();
        var parts = new ArrayList<TextTemplate.Part>();
        var placeholders = PLACEHOLDER.matcher(text);
        var end = 0;
        while (placeholders.find()) {
            var name = placeholders.group(1);
            if (!source.parameters().contains(name)) {
                throw unknown(name, source, placeholders.start());
            }
            parts.add(new TextTemplate.Fixed(text.substring(end, placeholders.start())));
            parts.add(new TextTemplate.Placeholder(name));
            end = placeholders.end();
        }
        parts.add(new TextTemplate.Fixed(text.substring(end)));
        return new TextTemplate(parts, config.missing());
    }

    private static SourceException unknown(String name, EndpointSource source, int offset) {
        var before = source.text().substring(0, offset);
        var line = (int) before.chars().filter(character -> character == '\n').count() + 1;
        var column = offset - before.lastIndexOf('\n');
        return new SourceException(
                "no parameter is named '%s'; declared: %s".formatted(name, String.join(", ", source.parameters())),
                line,
                column);
    }
}
