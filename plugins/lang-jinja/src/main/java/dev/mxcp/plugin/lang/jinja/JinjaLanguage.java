package dev.mxcp.plugin.lang.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.Node;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.SourceException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The endpoint language {@code jinja}: a template whose variables are the endpoint's parameters. */
final class JinjaLanguage implements EndpointLanguage {

    /** Takes a third of a second to make: only projects with templates wait for it. */
    private @Nullable Jinjava sandbox;

    @Override
    public Set<String> fileEndings() {
        return Set.of(".j2", ".jinja", ".jinja2");
    }

    @Override
    public PreparedEndpoint prepare(EndpointSource source, Project project) throws SourceException {
        var root = parse(withoutLastLineBreak(source.text()));
        var undefined = TemplateVariables.undefined(root, Set.copyOf(source.parameters()), context());
        if (!undefined.isEmpty()) {
            throw new SourceException("uses undefined template variables: " + String.join(", ", undefined), 0, 0);
        }
        return new JinjaTemplate(jinjava(), root);
    }

    private synchronized Jinjava jinjava() {
        if (sandbox == null) {
            sandbox = created();
        }
        return sandbox;
    }

    /** The library looks its own classes up through the thread's class loader. */
    private static Jinjava created() {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(JinjaLanguage.class.getClassLoader());
        try {
            return Sandbox.create();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Jinja2 drops one line break at the end of a template, which YAML blocks always have. */
    private static String withoutLastLineBreak(String text) {
        int end = text.endsWith("\r\n") ? text.length() - 2 : text.length() - 1;
        return text.endsWith("\n") ? text.substring(0, end) : text;
    }

    private Context context() {
        return new Context(
                jinjava().getGlobalContextCopy(),
                Map.of(),
                jinjava().getGlobalConfig().getDisabled());
    }

    @SuppressWarnings("deprecation") // the library has no other way to set the current interpreter
    private Node parse(String text) throws SourceException {
        var config = jinjava().getGlobalConfig();
        var interpreter = config.getInterpreterFactory().newInstance(jinjava(), context(), config);
        JinjavaInterpreter.pushCurrent(interpreter);
        try {
            var root = interpreter.parse(text);
            if (!interpreter.getErrors().isEmpty()) {
                var error = interpreter.getErrors().getFirst();
                throw new SourceException(TemplateErrors.text(error), error.getLineno(), 0);
            }
            return root;
        } finally {
            JinjavaInterpreter.popCurrent();
        }
    }
}
