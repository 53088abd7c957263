package dev.mxcp.plugin.lang.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaNodePreProcessor;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.tree.Node;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Jinjava, as far as a template may use it: no other files, no Java methods, no template text out of values, limits on
 * everything that grows.
 */
final class Sandbox {

    static final int MAX_OUTPUT = 1_000_000;
    private static final int MAX_ITEMS = 100_000;
    private static final int MAX_DEPTH = 20;

    /** Tags that read other templates, or exist in jinjava only. */
    private static final Set<String> NO_TAGS = Set.of(
            "include", "import", "from", "extends", "block", "cycle", "ifchanged", "unless", "autoescape", "print");

    private static final Set<String> NO_FUNCTIONS =
            Set.of("type", "super", "today", "now", "unixtimestamp", "datetimeformat", "strtotime", "strtodate");

    /** Filters that read templates out of values, or reveal how the platform is built. */
    private static final Set<String> NO_FILTERS = Set.of("render", "pprint", "log");

    private Sandbox() {}

    static Jinjava create() {
        var config = JinjavaConfig.newBuilder()
                .withNestedInterpretationEnabled(false)
                .withReadOnlyResolver(true)
                .withElResolver(new ValueResolver())
                .withLocale(Locale.ROOT)
                .withTimeZone(ZoneOffset.UTC)
                .withKeepTrailingNewline(false)
                .withFailOnUnknownTokens(false)
                .withMaxOutputSize(MAX_OUTPUT)
                .withMaxStringLength(MAX_OUTPUT)
                .withMaxListSize(MAX_ITEMS)
                .withMaxMapSize(MAX_ITEMS)
                .withMaxRenderDepth(MAX_DEPTH)
                .withMaxMacroRecursionDepth(MAX_DEPTH)
                .withEnableRecursiveMacroCalls(true)
                .withDisabled(Map.of(
                        Context.Library.TAG, NO_TAGS,
                        Context.Library.FUNCTION, NO_FUNCTIONS,
                        Context.Library.FILTER, NO_FILTERS))
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withEvaluateMapKeys(true)
                        .withIterateOverMapKeys(true)
                        .withUseNaturalOperatorPrecedence(true)
                        .withKeepNullableLoopValues(true)
                        .withHandleBackslashInQuotesOnly(true)
                        .withParseWhitespaceControlStrictly(true)
                        .withUseTrimmingForNotesAndExpressions(true)
                        .build())
                .withProcessors(JinjavaProcessors.newBuilder()
                        .withNodePreProcessor(Sandbox::beforeNode)
                        .build())
                .withInterperterFactory(new PythonTextInterpreters())
                .build();
        var jinjava = new Jinjava(config);
        jinjava.registerTag(new PythonForTag());
        jinjava.registerFunction(
                new ELFunctionDefinition("", "range", Ranges.class, "range", Object.class, Object[].class));
        PythonFilters.all().forEach(jinjava::registerFilter);
        return jinjava;
    }

    private static void beforeNode(Node node, JinjavaInterpreter interpreter) {
        new JinjavaNodePreProcessor().accept(node, interpreter);
        Rendering.of(interpreter).step();
    }

    private static final class PythonTextInterpreters implements InterpreterFactory {

        @Override
        public JinjavaInterpreter newInstance(JinjavaInterpreter original) {
            return new PythonTextInterpreter(original);
        }

        @Override
        public JinjavaInterpreter newInstance(Jinjava jinjava, Context context, JinjavaConfig config) {
            return new PythonTextInterpreter(jinjava, context, config);
        }
    }
}
