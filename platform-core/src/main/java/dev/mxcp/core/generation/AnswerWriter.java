package dev.mxcp.core.generation;

import dev.mxcp.core.call.Answer;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.json.JsonValues;
import dev.mxcp.core.pipeline.Pipeline;
import dev.mxcp.core.project.Kind;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.EndpointResult.Content;
import dev.mxcp.spi.EndpointResult.Provenance;
import dev.mxcp.spi.PlatformException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes answers of one generation: rendered values, and in {@code _meta} where they came from. */
final class AnswerWriter implements Pipeline.Answers {

    /** The key in {@code _meta} that says where the data came from. */
    private static final String PROVENANCE = "dev.mxcp/provenance";

    /** The key in {@code _meta} that is true when a limit cut the answer off. */
    private static final String TRUNCATED = "dev.mxcp/truncated";

    private static final String LINK =
            "the resource answered with a link, and a resource consists of contents; answer text, an image, audio or an"
                    + " embedded resource instead";

    private final long generation;

    AnswerWriter(long generation) {
        this.generation = generation;
    }

    @Override
    public Answer answer(Endpoint endpoint, EndpointResult result, @Nullable Object value) {
        if (endpoint.kind() == Kind.RESOURCE && result.content().stream().anyMatch(AnswerWriter::isLink)) {
            throw new PlatformException(PlatformException.Code.FAILED, LINK);
        }
        var returns = endpoint.returns();
        var rendered = returns == null ? JsonValues.render(value) : returns.render(value);
        var structured = returns == null ? null : returns.structured(rendered);
        return new Answer(rendered, result.content(), structured, result.isTruncated(), meta(endpoint, result));
    }

    private static boolean isLink(Content content) {
        return content instanceof Content.Link
                || (content instanceof Content.Described(var inner, var _) && isLink(inner));
    }

    private Map<String, Object> meta(Endpoint endpoint, EndpointResult result) {
        if (!endpoint.provenance() && !result.isTruncated()) {
            return Map.of();
        }
        var meta = new LinkedHashMap<String, Object>();
        if (result.isTruncated()) {
            meta.put(TRUNCATED, true);
        }
        if (endpoint.provenance()) {
            result.provenance().ifPresent(provenance -> meta.put(PROVENANCE, describe(provenance)));
        }
        return Collections.unmodifiableMap(meta);
    }

    private Map<String, Object> describe(Provenance provenance) {
        var description = new LinkedHashMap<String, Object>();
        description.put("source", provenance.source());
        if (provenance.statement() != null) {
            description.put("statement", "sha256:" + provenance.statement());
        }
        description.put("relations", List.copyOf(provenance.relations()));
        description.put("rows", provenance.rows());
        description.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        description.put("generation", generation);
        return description;
    }
}
