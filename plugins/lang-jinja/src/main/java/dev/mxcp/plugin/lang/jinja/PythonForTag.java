package dev.mxcp.plugin.lang.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.ForTag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.TagToken;
import com.hubspot.jinjava.util.ObjectIterator;
import com.hubspot.jinjava.util.ObjectTruthValue;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.tuple.Pair;
import org.jspecify.annotations.Nullable;

/** {@code for} with the two parts that jinjava lacks: {@code if} after the items, and {@code else} for no items. */
final class PythonForTag extends ForTag {

    private static final long serialVersionUID = 1L;

    @Override
    public Pair<List<String>, String> getLoopVarsAndExpression(TagToken token) {
        var loop = super.getLoopVarsAndExpression(token);
        return Pair.of(loop.getLeft(), LoopHeader.of(loop.getRight()).items());
    }

    @Override
    public String renderForCollection(
            TagNode tag, JinjavaInterpreter interpreter, List<String> names, @Nullable Object items) {
        var condition = LoopHeader.of(super.getLoopVarsAndExpression((TagToken) tag.getMaster())
                        .getRight())
                .condition();
        var chosen = condition.isEmpty() ? items : chosen(interpreter, names, items, condition);
        Rendering.of(interpreter).steps(ObjectIterator.getLoop(chosen).getLength());
        int otherwise = otherwise(tag);
        if (otherwise < 0) {
            return super.renderForCollection(tag, interpreter, names, chosen);
        }
        var children = tag.getChildren();
        if (ObjectIterator.getLoop(chosen).hasNext()) {
            var body = new TagNode(tag.getTag(), (TagToken) tag.getMaster(), tag.getSymbols());
            body.setChildren(new LinkedList<>(children.subList(0, otherwise)));
            return super.renderForCollection(body, interpreter, names, chosen);
        }
        var text = new StringBuilder();
        for (Node node : children.subList(otherwise + 1, children.size())) {
            text.append(node.render(interpreter).getValue());
        }
        return text.toString();
    }

    private static int otherwise(TagNode tag) {
        int index = 0;
        for (Node child : tag.getChildren()) {
            if (child instanceof TagNode inner && inner.getName().equals("else")) {
                return index;
            }
            index++;
        }
        return -1;
    }

    private static List<@Nullable Object> chosen(
            JinjavaInterpreter interpreter, List<String> names, @Nullable Object items, String condition) {
        var chosen = new ArrayList<@Nullable Object>();
        var all = ObjectIterator.getLoop(items);
        while (all.hasNext()) {
            var item = all.next();
            Rendering.of(interpreter).step();
            try (var _ = interpreter.enterScope()) {
                bind(interpreter, names, item);
                if (ObjectTruthValue.evaluate(
                        interpreter.resolveELExpression(condition, interpreter.getLineNumber()))) {
                    chosen.add(item);
                }
            }
        }
        return chosen;
    }

    private static void bind(JinjavaInterpreter interpreter, List<String> names, @Nullable Object item) {
        if (names.size() == 1) {
            interpreter.getContext().put(names.getFirst(), item);
        } else if (item instanceof Map.Entry<?, ?> entry) {
            interpreter.getContext().put(names.get(0), entry.getKey());
            interpreter.getContext().put(names.get(1), entry.getValue());
        } else if (item instanceof List<?> parts) {
            for (int i = 0; i < names.size() && i < parts.size(); i++) {
                interpreter.getContext().put(names.get(i), parts.get(i));
            }
        }
    }
}
