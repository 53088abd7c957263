package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.yaml.YamlDocument;
import dev.mxcp.spi.ContentDetails;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Reads what clients may show beside an endpoint: icons, and for a resource its size and annotations. */
final class DetailsReader {

    private final YamlDocument document;
    private final List<Problem> problems;

    DetailsReader(YamlDocument document, List<Problem> problems) {
        this.document = document;
        this.problems = problems;
    }

    ContentDetails read(Kind kind, Section endpoint, List<Object> path) {
        var details = ContentDetails.builder().icons(icons(endpoint));
        if (kind == Kind.RESOURCE) {
            if (endpoint.values().get("size") != null) {
                details.size(endpoint.longInteger("size", 0));
            }
            annotations(endpoint.section("annotations"), Trees.append(path, "annotations"), details);
        }
        return details.build();
    }

    static List<ContentDetails.Icon> icons(Section section) {
        return Trees.list(section.values().get("icons")).stream()
                .map(Section::of)
                .map(icon -> new ContentDetails.Icon(
                        icon.text("src", ""), icon.text("mime_type"), icon.texts("sizes"), icon.text("theme")))
                .toList();
    }

    private void annotations(Section annotations, List<Object> path, ContentDetails.Builder details) {
        annotations.texts("audience").stream()
                .map(name -> ContentDetails.Audience.valueOf(name.toUpperCase(Locale.ROOT)))
                .forEach(details::audience);
        var priority = annotations.decimal("priority");
        if (priority != null) {
            details.priority(priority.doubleValue());
        }
        var modified = annotations.text("lastModified");
        if (modified != null) {
            try {
                details.lastModified(instant(modified));
            } catch (DateTimeException e) {
                problems.add(Problem.error(
                        document.at(Trees.append(path, "lastModified")),
                        "'" + modified + "' is not a time",
                        "write a date or a time, such as 2026-03-31 or 2026-03-31T09:00:00Z"));
            }
        }
    }

    private static Instant instant(String text) {
        return text.length() == "2026-03-31".length()
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }
}
