package dev.mxcp.plugin.lang.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.Node;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed template. Each rendering has an interpreter of its own; the tree is shared and never changes. */
final class JinjaTemplate implements PreparedEndpoint {

    private final Jinjava jinjava;
    private final Node root;

    JinjaTemplate(Jinjava jinjava, Node root) {
        this.jinjava = jinjava;
        this.root = root;
    }

    @Override
    @SuppressWarnings("deprecation") // the library has no other way to set the current interpreter
    public EndpointResult run(Map<String, @Nullable Object> arguments, CallContext call) {
        Map<String, @Nullable Object> values = TemplateValues.of(arguments);
        values.put(Rendering.NAME, new Rendering(call));
        var config = jinjava.getGlobalConfig();
        var context = new Context(jinjava.getGlobalContextCopy(), values, config.getDisabled());
        var interpreter = config.getInterpreterFactory().newInstance(jinjava, context, config);
        JinjavaInterpreter.pushCurrent(interpreter);
        try {
            var text = interpreter.render(root);
            if (!interpreter.getErrors().isEmpty()) {
                throw failure(interpreter.getErrors().getFirst());
            }
            return EndpointResult.of(text);
        } catch (InterpretException e) {
            throw failure(TemplateError.fromException(e));
        } finally {
            JinjavaInterpreter.popCurrent();
        }
    }

    private static RuntimeException failure(TemplateError error) {
        for (Throwable cause = error.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof PlatformException told) {
                return told;
            }
        }
        return new PlatformException(
                Code.FAILED,
                "the template cannot be rendered, line %d: %s"
                        .formatted(error.getLineno(), TemplateErrors.text(error)));
    }
}
