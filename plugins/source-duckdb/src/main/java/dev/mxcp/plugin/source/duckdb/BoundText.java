package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.plugin.source.duckdb.SqlToken.Kind;
import dev.mxcp.spi.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose named parameters and user functions have become positional parameters, because the driver binds by
 * position only, and whose relative paths have become absolute.
 *
 * @param text what the engine sees
 * @param slots the source of {@code $1}, {@code $2} ...
 */
record BoundText(String text, List<Slot> slots, List<Edit> edits, SqlText statement, FilePaths files) {

    private static final Pattern POSITION = Pattern.compile("\\$[1-9]\\d{0,4}(?!\\d)");

    /** A replacement: {@code length} units of the new text at {@code at} stand for the token at {@code origin}. */
    record Edit(int at, int length, int origin, int originLength) {}

    /** @param userFunctions false where no parameter may stand, as in the definition of a view */
    static BoundText of(SqlText statement, boolean userFunctions, FilePaths files) throws SqlException {
        return new Rewriter(statement, userFunctions, files).run();
    }

    /** Where a place in the engine's text stands in the author's; -1 for an unknown place. */
    int origin(int offset) {
        if (offset < 0) {
            return -1;
        }
        var shift = statement.start();
        for (var edit : edits) {
            if (offset < edit.at()) {
                break;
            }
            if (offset < edit.at() + edit.length()) {
                return edit.origin();
            }
            shift = edit.origin() + edit.originLength() - (edit.at() + edit.length());
        }
        return offset + shift;
    }

    /** Puts the author's own words back into a column name or message of the engine. */
    String restore(String engineText) {
        var result = files.restore(engineText);
        if (slots.isEmpty() || result.indexOf('$') < 0) {
            return result;
        }
        for (var i = 1; i <= slots.size(); i++) {
            if (slots.get(i - 1) instanceof Slot.User(var function)) {
                result = function.takesArgument()
                        ? restoreHeader(result, "CAST($" + i + " AS MAP(VARCHAR, VARCHAR))[lower(")
                        : result.replace("CAST($" + i + " AS VARCHAR)", function.sqlName() + "()");
            }
        }
        return POSITION.matcher(result).replaceAll(found -> Matcher.quoteReplacement(display(found.group())));
    }

    private String display(String position) {
        var number = Integer.parseInt(position, 1, position.length(), 10);
        return number <= slots.size() ? slots.get(number - 1).display() : position;
    }

    private static String restoreHeader(String text, String opening) {
        var result = text;
        for (var at = result.indexOf(opening); at >= 0; at = result.indexOf(opening)) {
            var close = result.indexOf(")]", at);
            if (close < 0) {
                return result;
            }
            result = result.substring(0, at)
                    + "get_request_header("
                    + result.substring(at + opening.length(), close)
                    + ")"
                    + result.substring(close + 2);
        }
        return result;
    }

    /** The ways to write parameters: {@code $name}, {@code ?} and {@code $1}. */
    private enum Style {
        NAMED,
        COUNTED,
        NUMBERED
    }

    private static final class Rewriter {

        private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");

        private final SqlText sql;
        private final boolean userFunctions;
        private final FilePaths files;
        private final StringBuilder out = new StringBuilder();
        private final List<Slot> slots = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();
        private final List<Edit> edits = new ArrayList<>();
        private final List<Integer> headerCallEnds = new ArrayList<>();
        private @Nullable Style style;
        private String firstParameter = "";
        private int count;
        private int copied;

        Rewriter(SqlText sql, boolean userFunctions, FilePaths files) {
            this.sql = sql;
            this.userFunctions = userFunctions;
            this.files = files;
            this.copied = sql.start();
        }

        BoundText run() throws SqlException {
            for (var i = 0; i < sql.size(); i++) {
                i = switch (sql.kind(i)) {
                    case POSITIONAL -> positional(i);
                    case PARAMETER -> parameter(i);
                    case WORD -> userFunctions ? word(i) : i;
                    case SYMBOL -> headerCallEnds.contains(i) ? replace(i, i, ")]") : i;
                    case STRING -> text(i);
                    case QUOTED, NUMBER, SEMICOLON -> i;
                };
            }
            out.append(sql.source(), copied, sql.tokens().getLast().end());
            return new BoundText(out.toString(), List.copyOf(slots), List.copyOf(edits), sql, files);
        }

        private int text(int i) {
            return files.absolute(sql, i).map(path -> replace(i, i, path)).orElse(i);
        }

        /** {@code ?} takes the next number; a statement keeps to one way of writing its parameters. */
        private int positional(int i) throws SqlException {
            var counted = sql.raw(i).equals("?");
            var style = counted ? Style.COUNTED : Style.NUMBERED;
            keepTo(style, i);
            var name = counted ? String.valueOf(++count) : number(i);
            return replace(i, i, "$" + position(name, new Slot.Argument(name, List.of())));
        }

        private String number(int i) throws SqlException {
            var digits = sql.raw(i).substring(1);
            if (!NUMBER.matcher(digits).matches()) {
                throw new SqlException(
                        "parameters are counted from $1 to $9999",
                        sql.tokens().get(i).start());
            }
            return digits;
        }

        private void keepTo(Style used, int i) throws SqlException {
            if (style != null && style != used) {
                throw new SqlException(
                        "'%s' cannot stand beside '%s': write all parameters as $name (which endpoints need), or all as ?, or all as $1, $2 ..."
                                .formatted(sql.raw(i), firstParameter),
                        sql.tokens().get(i).start());
            }
            if (style == null) {
                style = used;
                firstParameter = sql.raw(i);
            }
        }

        /** {@code $p.a.b} becomes a parameter of its own, so that the engine can tell the type of the field. */
        private int parameter(int i) throws SqlException {
            keepTo(Style.NAMED, i);
            var path = new ArrayList<String>();
            var last = i;
            while (isField(last + 1)) {
                path.add(sql.identifier(last + 2));
                last += 2;
            }
            var name = sql.identifier(i);
            var key = (name + "." + String.join(".", path)).toLowerCase(Locale.ROOT);
            var position = position(key, new Slot.Argument(firstSpelling(name), List.copyOf(path)));
            return replace(i, last, sql.isSymbol(last + 1, '.') ? "($" + position + ")" : "$" + position);
        }

        private boolean isField(int dot) {
            return sql.isSymbol(dot, '.')
                    && (sql.kind(dot + 1) == Kind.WORD || sql.kind(dot + 1) == Kind.QUOTED)
                    && !sql.isSymbol(dot + 2, '(');
        }

        private String firstSpelling(String name) {
            for (var slot : slots) {
                if (slot instanceof Slot.Argument argument && argument.name().equalsIgnoreCase(name)) {
                    return argument.name();
                }
            }
            return name;
        }

        private int word(int i) {
            if (!sql.isSymbol(i + 1, '(') || sql.isSymbol(i - 1, '.')) {
                return i;
            }
            var function = UserFunction.named(sql.raw(i));
            var close = function == null ? -1 : sql.closing(i + 1);
            if (function == null || close < 0 || function.takesArgument() == (close == i + 2)) {
                return i;
            }
            var position = position("(" + function.sqlName(), new Slot.User(function));
            if (function.takesArgument()) {
                headerCallEnds.add(close);
                return replace(i, i + 1, "(CAST($" + position + " AS MAP(VARCHAR, VARCHAR)))[lower(");
            }
            return replace(i, close, "CAST($" + position + " AS VARCHAR)");
        }

        private int position(String key, Slot slot) {
            var known = keys.indexOf(key);
            if (known >= 0) {
                return known + 1;
            }
            keys.add(key);
            slots.add(slot);
            return slots.size();
        }

        private int replace(int first, int last, String replacement) {
            var start = sql.tokens().get(first).start();
            var end = sql.tokens().get(last).end();
            out.append(sql.source(), copied, start);
            edits.add(new Edit(out.length(), replacement.length(), start, end - start));
            out.append(replacement);
            copied = end;
            return last;
        }
    }
}
