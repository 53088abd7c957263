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

/** A prompt: its messages, each a template, rendered into maps with the keys {@code prompt}, {@code role}, {@code type}. */
record PromptEndpoint(List<PreparedMessage> messages) implements PreparedEndpoint {

    PromptEndpoint {
        messages = List.copyOf(messages);
    }

    record PreparedMessage(Message definition, PreparedEndpoint template) {

        Map<String, @Nullable Object> render(Map<String, @Nullable Object> arguments, CallContext call) {
            try (var text = template.run(arguments, call)) {
                var message = new LinkedHashMap<String, @Nullable Object>();
                message.put("prompt", text.value());
                message.put("role", definition.role());
                message.put("type", definition.type());
                return message;
            }
        }
    }

    @Override
    public List<String> warnings() {
        return messages.stream().flatMap(m -> m.template().warnings().stream()).toList();
    }

    @Override
    public EndpointResult run(Map<String, @Nullable Object> arguments, CallContext call) {
        var rendered = new ArrayList<@Nullable Object>();
        for (var message : messages) {
            rendered.add(message.render(arguments, call));
        }
        return EndpointResult.of(rendered);
    }
}
