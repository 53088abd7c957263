package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.EndpointDefinition.Block;
import dev.mxcp.core.project.EndpointDefinition.Message;
import dev.mxcp.core.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a prompt: texts, images, sounds, and resources to embed or to link to. */
final class MessageReader {

    private static final Map<String, String> MEDIA_TYPES = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("wav", "audio/wav"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("txt", "text/plain"),
            Map.entry("md", "text/markdown"),
            Map.entry("csv", "text/csv"),
            Map.entry("json", "application/json"),
            Map.entry("pdf", "application/pdf"));

    private final YamlDocument document;
    private final SourceReader sources;
    private final List<Problem> problems;

    MessageReader(YamlDocument document, SourceReader sources, List<Problem> problems) {
        this.document = document;
        this.sources = sources;
        this.problems = problems;
    }

    List<Message> read(Section prompt, List<Object> path) {
        var messages = new ArrayList<Message>();
        var declared = Trees.list(prompt.values().get("messages"));
        for (int i = 0; i < declared.size(); i++) {
            messages.add(message(Section.of(declared.get(i)), Trees.append(Trees.append(path, "messages"), i)));
        }
        return messages;
    }

    private Message message(Section message, List<Object> path) {
        var type = message.text("type");
        var block = switch (type) {
            case "image", "audio" -> media(message, type, path);
            case "resource" -> resource(message, path);
            case "resource_link" -> link(message, path);
            case null, default -> null;
        };
        if (block == null && !isRich(type)) {
            require(message, "prompt", path);
        }
        return new Message(
                message.text("prompt", ""),
                message.text("role"),
                type,
                document.textAt(Trees.append(path, "prompt")),
                document.isVerbatim(Trees.append(path, "prompt")),
                block);
    }

    private static boolean isRich(@Nullable String type) {
        return type != null
                && List.of("image", "audio", "resource", "resource_link").contains(type);
    }

    private @Nullable Block media(Section message, String type, List<Object> path) {
        var file = message.text("file");
        if ((file == null) == (message.text("data") == null)) {
            return refused(path, "a message of type " + type + " needs either 'file' or 'data'");
        }
        var fixed = new LinkedHashMap<String, String>();
        if (file != null && !embed(file, "data", path, fixed)) {
            return null;
        }
        var mimeType = mimeType(message);
        if (mimeType == null) {
            return refused(path, "a message of type " + type + " needs 'mime_type', such as " + type + "/...");
        }
        fixed.put("mimeType", mimeType);
        return new Block(type, templates(message, "data"), fixed, document.at(path));
    }

    private @Nullable Block resource(Section message, List<Object> path) {
        var file = message.text("file");
        if (!require(message, "uri", path)) {
            return null;
        }
        if ((file == null) == (message.text("text") == null)) {
            return refused(path, "a message of type resource needs either 'text' or 'file'");
        }
        var fixed = new LinkedHashMap<String, String>();
        var mimeType = mimeType(message);
        var isText = mimeType == null || mimeType.startsWith("text/") || mimeType.equals("application/json");
        if (file != null && !(isText ? embedText(file, path, fixed) : embed(file, "blob", path, fixed))) {
            return null;
        }
        if (mimeType != null) {
            fixed.put("mimeType", mimeType);
        }
        return new Block("resource", templates(message, "uri", "text"), fixed, document.at(path));
    }

    private @Nullable Block link(Section message, List<Object> path) {
        if (!require(message, "uri", path) || !require(message, "name", path)) {
            return null;
        }
        var mimeType = mimeType(message);
        return new Block(
                "resource_link",
                templates(message, "uri", "name", "title", "description"),
                mimeType == null ? Map.of() : Map.of("mimeType", mimeType),
                document.at(path));
    }

    private boolean embed(String file, String key, List<Object> path, Map<String, String> fixed) {
        var bytes = sources.bytes(file, Trees.append(path, "file"));
        if (bytes != null) {
            fixed.put(key, Base64.getEncoder().encodeToString(bytes));
        }
        return bytes != null;
    }

    private boolean embedText(String file, List<Object> path, Map<String, String> fixed) {
        var text = sources.readFile(file, Trees.append(path, "file"), null);
        if (text != null) {
            fixed.put("text", text.text());
        }
        return text != null;
    }

    private static Map<String, String> templates(Section message, String... keys) {
        var templates = new LinkedHashMap<String, String>();
        for (var key : keys) {
            var template = message.text(key);
            if (template != null) {
                templates.put(key, template);
            }
        }
        return templates;
    }

    /** What is written, or what the file's ending says. */
    private static @Nullable String mimeType(Section message) {
        var named = message.text("mime_type");
        var file = message.text("file");
        if (named != null || file == null) {
            return named;
        }
        var name = String.valueOf(Path.of(file).getFileName());
        return MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private boolean require(Section message, String key, List<Object> path) {
        if (message.text(key) == null) {
            refused(path, "the message needs '" + key + "'");
            return false;
        }
        return true;
    }

    private @Nullable Block refused(List<Object> path, String message) {
        problems.add(Problem.error(document.at(path), message, "add what is missing"));
        return null;
    }
}
