package dev.mxcp.core.generation;

import dev.mxcp.core.project.EndpointDefinition.Message;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prompt: its messages, each made of templates, rendered into maps with the keys {@code role}, {@code type}, and
 * {@code prompt} for a text or {@code content} for anything else.
 */
record PromptEndpoint(List<PreparedMessage> messages) implements PreparedEndpoint {

    PromptEndpoint {
        messages = List.copyOf(messages);
    }

    /** @param templates by the key that the rendered text gets */
    record PreparedMessage(Message definition, Map<String, PreparedEndpoint> templates) {

        Map<String, @Nullable Object> render(Map<String, @Nullable Object> arguments, CallContext call) {
            var texts = new LinkedHashMap<String, @Nullable Object>();
            templates.forEach((key, template) -> {
                try (var text = template.run(arguments, call)) {
                    texts.put(key, text.value());
                }
            });
            var message = new LinkedHashMap<String, @Nullable Object>();
            var block = definition.block();
            if (block == null) {
                message.putAll(texts);
            }
            message.put("role", definition.role());
            message.put("type", definition.type());
            if (block != null) {
                texts.putAll(block.fixed());
                message.put("content", content(block.type(), texts));
            }
            return message;
        }

        private static Map<String, @Nullable Object> content(String type, Map<String, @Nullable Object> fields) {
            var content = new LinkedHashMap<String, @Nullable Object>();
            content.put("type", type);
            if (type.equals("resource")) {
                content.put("resource", fields);
            } else {
                content.putAll(fields);
            }
            return content;
        }
    }

    @Override
    public List<String> warnings() {
        return messages.stream()
                .flatMap(message -> message.templates().values().stream())
                .flatMap(template -> template.warnings().stream())
                .toList();
    }

    @Override
    public EndpointResult run(Map<String, @Nullable Object> arguments, CallContext call) {
        var rendered = new ArrayList<@Nullable Object>();
        for (var message : messages) {
            rendered.add(message.render(arguments, call));
        }
        return EndpointResult.of(PromptMessages.of(rendered));
    }
}
