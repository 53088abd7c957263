package dev.mxcp.core.local;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mxcp.core.project.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One question of the command line to a project. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "request")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Request.Run.class, name = "run"),
    @JsonSubTypes.Type(value = Request.Query.class, name = "query"),
    @JsonSubTypes.Type(value = Request.Listing.class, name = "list"),
    @JsonSubTypes.Type(value = Request.Tokens.class, name = "tokens"),
    @JsonSubTypes.Type(value = Request.Validate.class, name = "validate"),
    @JsonSubTypes.Type(value = Request.Status.class, name = "status")
})
public sealed interface Request {

    /**
     * Runs one endpoint.
     *
     * @param name the tool's or prompt's name; a resource's URI template or a concrete URI
     * @param user attributes of the user to act as; null for an anonymous one
     * @param checkResult false to skip the check against {@code return}
     * @param readonly refuse when the project is open for writing
     */
    record Run(
            Kind kind,
            String name,
            Map<String, @Nullable Object> arguments,
            @Nullable Map<String, @Nullable Object> user,
            Map<String, String> headers,
            boolean checkResult,
            boolean readonly)
            implements Request {}

    /** Runs SQL on the project's database; of several statements the last one answers. */
    record Query(String sql, Map<String, @Nullable Object> arguments, boolean readonly) implements Request {}

    /** Names the endpoints as their files define them, which needs no database. */
    record Listing() implements Request {}

    /** Estimates what the tools cost the context of a model, which needs no database. */
    record Tokens() implements Request {}

    /** Checks the project's files as they are on disk now. */
    record Validate() implements Request {}

    /** Asks who serves. */
    record Status() implements Request {}
}
