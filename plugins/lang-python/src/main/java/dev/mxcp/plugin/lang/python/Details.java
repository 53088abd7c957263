package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.ContentDetails;
import dev.mxcp.spi.ContentDetails.Audience;
import dev.mxcp.spi.ContentDetails.Icon;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a worker says about a block of content beside the content. */
final class Details {

    private Details() {}

    static ContentDetails of(Fields said) {
        var details = ContentDetails.builder();
        if (said.has("title")) {
            details.title(said.text("title"));
        }
        if (said.has("description")) {
            details.description(said.text("description"));
        }
        if (said.has("size")) {
            details.size(said.number("size"));
        }
        said.list("audience").forEach(who -> details.audience(audience(who)));
        if (said.values().get("priority") instanceof Number priority) {
            details.priority(priority.doubleValue());
        }
        if (said.has("last_modified")) {
            details.lastModified(moment(said.values().get("last_modified")));
        }
        details.icons(
                said.list("icons").stream().map(icon -> icon(Fields.of(icon))).toList());
        if (said.has("meta")) {
            said.map("meta").forEach(details::meta);
        }
        return details.build();
    }

    private static Audience audience(@Nullable Object who) {
        return "assistant".equals(who) ? Audience.ASSISTANT : Audience.USER;
    }

    private static Instant moment(@Nullable Object moment) {
        return switch (moment) {
            case OffsetDateTime time -> time.toInstant();
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
            case null, default -> throw new PlatformException(Code.FAILED, "last_modified must be a datetime");
        };
    }

    private static Icon icon(Fields icon) {
        return new Icon(
                icon.text("src"),
                icon.optional("mime_type"),
                icon.list("sizes").stream().map(String::valueOf).toList(),
                icon.optional("theme"));
    }
}
