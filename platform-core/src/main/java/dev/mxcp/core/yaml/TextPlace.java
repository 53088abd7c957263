package dev.mxcp.core.yaml;

import java.util.List;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Where the text of a scalar starts in its file.
 *
 * @param line from 1
 * @param column from 1
 * @param verbatim true when every line of the text stands in the file as it is, each from this column on
 */
record TextPlace(int line, int column, boolean verbatim) {

    static TextPlace of(ScalarNode node, List<String> file) {
        var line = node.getStartMark().getLine();
        var column = node.getStartMark().getColumn() + 1;
        return switch (node.getScalarStyle()) {
            case LITERAL -> new TextPlace(line + 2, 1 + indentation(node.getValue(), line + 1, file), true);
            case FOLDED -> new TextPlace(line + 2, column, false);
            case PLAIN -> new TextPlace(line + 1, column, isWritten(node, 0));
            default -> quoted(node, line + 1, column);
        };
    }

    private static TextPlace quoted(ScalarNode node, int line, int column) {
        var verbatim = isWritten(node, 2);
        return new TextPlace(line, verbatim ? column + 1 : column, verbatim);
    }

    /** Escapes make the file's text longer than what they stand for, and folding takes more than a line. */
    private static boolean isWritten(ScalarNode node, int quotes) {
        var start = node.getStartMark();
        var end = node.getEndMark();
        var length = node.getValue().codePointCount(0, node.getValue().length());
        return start.getLine() == end.getLine() && end.getColumn() - start.getColumn() == length + quotes;
    }

    /** What the block's lines are indented by, which its first line with a word in it shows. */
    private static int indentation(String text, int firstLine, List<String> file) {
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size() && firstLine + i < file.size(); i++) {
            if (!lines.get(i).isBlank()) {
                return spaces(file.get(firstLine + i)) - spaces(lines.get(i));
            }
        }
        return 0;
    }

    private static int spaces(String line) {
        var count = 0;
        while (count < line.length() && line.charAt(count) == ' ') {
            count++;
        }
        return count;
    }
}
