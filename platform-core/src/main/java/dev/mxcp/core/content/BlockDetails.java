package dev.mxcp.core.content;

import dev.mxcp.core.json.JsonValues;
import dev.mxcp.spi.ContentDetails;
import dev.mxcp.spi.ContentDetails.Audience;
import dev.mxcp.spi.ContentDetails.Icon;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a block says beside its content. */
final class BlockDetails {

    private static final List<String> KEYS = List.of("annotations", "_meta", "title", "description", "size", "icons");

    private BlockDetails() {}

    /** Empty when it says nothing. */
    static Optional<ContentDetails> of(Fields block) {
        if (KEYS.stream().noneMatch(block::has)) {
            return Optional.empty();
        }
        var details = ContentDetails.builder();
        try {
            describe(block, details);
            if (block.has("annotations")) {
                annotate(block.object("annotations"), details);
            }
            if (block.has("_meta")) {
                block.object("_meta").values().forEach((key, value) -> details.meta(key, JsonValues.render(value)));
            }
        } catch (IllegalArgumentException e) {
            throw block.wrong(String.valueOf(e.getMessage()));
        }
        return Optional.of(details.build());
    }

    private static void describe(Fields link, ContentDetails.Builder details) {
        if (link.has("title")) {
            details.title(link.text("title"));
        }
        if (link.has("description")) {
            details.description(link.text("description"));
        }
        if (link.has("size")) {
            details.size(link.number("size").longValue());
        }
        details.icons(link.list("icons").stream().map(item -> icon(link, item)).toList());
    }

    private static Icon icon(Fields link, @Nullable Object item) {
        if (!(item instanceof Map<?, ?> written)) {
            throw link.wrong("'icons' must be a list of objects");
        }
        var icon = Fields.of(link.place(), written);
        return new Icon(icon.text("src"), icon.optional("mimeType"), icon.texts("sizes"), icon.optional("theme"));
    }

    private static void annotate(Fields annotations, ContentDetails.Builder details) {
        annotations.texts("audience").forEach(name -> details.audience(audience(annotations, name)));
        if (annotations.has("priority")) {
            details.priority(annotations.number("priority").doubleValue());
        }
        if (annotations.has("lastModified")) {
            details.lastModified(moment(annotations));
        }
    }

    private static Audience audience(Fields annotations, String name) {
        return switch (name) {
            case "user" -> Audience.USER;
            case "assistant" -> Audience.ASSISTANT;
            default -> throw annotations.wrong("'audience' must be user, assistant or both");
        };
    }

    /** A time without a zone is UTC. */
    private static Instant moment(Fields annotations) {
        try {
            return switch (annotations.values().get("lastModified")) {
                case OffsetDateTime time -> time.toInstant();
                case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
                case LocalDate date -> date.atStartOfDay(ZoneOffset.UTC).toInstant();
                case String text -> OffsetDateTime.parse(text).toInstant();
                case null, default -> throw annotations.wrong("'lastModified' must be a time");
            };
        } catch (DateTimeException e) {
            throw annotations.wrong("'lastModified' must be a time, such as 2026-03-31T09:00:00Z");
        }
    }
}
