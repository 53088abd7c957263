package dev.mxcp.core.project;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.type.ParameterDefinition;
import dev.mxcp.core.type.TypeDefinition;
import dev.mxcp.spi.ContentDetails;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint as its YAML file defines it, checked for structure but not yet prepared.
 *
 * @param file relative to the project's root, with {@code /}
 * @param where the place of the endpoint's key in that file
 * @param name the tool's or prompt's name, or the resource's URI (template); unique over all kinds
 * @param title for people; null when absent
 * @param mimeType resources only
 * @param language {@code sql}, {@code python} ...: taken from the endpoint, its source, or the ending of its file; null
 *     for prompts of messages, and where the ending is for the installed languages to claim
 * @param source null for a prompt of messages
 * @param messages prompts only; empty when a source makes them
 * @param policies the raw {@code policies} block; null when absent
 * @param tests the raw {@code tests}; empty when absent
 * @param metadata free form; empty when absent
 * @param provenance whether answers say where their data came from; null when the site decides
 * @param details what clients may show beside it
 * @param completions where suggestions for values come from, by the name of the parameter
 * @param task tools only; null for a tool that is never a task
 * @param answersBlocks whether what it answers are blocks of content instead of values; never together with a return type
 */
public record EndpointDefinition(
        Kind kind,
        String file,
        Location where,
        String name,
        @Nullable String title,
        @Nullable String description,
        @Nullable String mimeType,
        List<String> tags,
        Annotations annotations,
        List<ParameterDefinition> parameters,
        @Nullable TypeDefinition returns,
        @Nullable String language,
        @Nullable Source source,
        List<Message> messages,
        @Nullable Map<String, @Nullable Object> policies,
        List<Map<String, @Nullable Object>> tests,
        Map<String, @Nullable Object> metadata,
        @Nullable Boolean provenance,
        ContentDetails details,
        Map<String, CompletionDefinition> completions,
        @Nullable TaskDefinition task,
        boolean answersBlocks) {

    public EndpointDefinition {
        tags = List.copyOf(tags);
        parameters = List.copyOf(parameters);
        messages = List.copyOf(messages);
        tests = List.copyOf(tests);
        completions = Map.copyOf(completions);
    }

    /** The hints a client may show or use; each null when absent. */
    public record Annotations(
            @Nullable String title,
            @Nullable Boolean readOnlyHint,
            @Nullable Boolean destructiveHint,
            @Nullable Boolean idempotentHint,
            @Nullable Boolean openWorldHint) {
        public static final Annotations NONE = new Annotations(null, null, null, null, null);
    }

    /**
     * The implementation's text, already read.
     *
     * @param text the code
     * @param file where it was read from, relative to the project's root; null for inline code
     * @param function the function named in the YAML; null when none is
     * @param where the place of the code: in the YAML file for inline code, else the start of the file
     * @param verbatim true when the lines of the code stand there as they are, all from the same column on
     */
    public record Source(
            String text, @Nullable String file, @Nullable String function, Location where, boolean verbatim) {}

    /**
     * One message of a prompt: a template in the language {@code jinja}, or a block of other content.
     *
     * @param verbatim as that of a {@link Source}
     * @param block null for texts
     */
    public record Message(
            String prompt,
            @Nullable String role,
            @Nullable String type,
            Location where,
            boolean verbatim,
            @Nullable Block block) {}

    /**
     * An image, a sound, or a resource that a message embeds or links to.
     *
     * @param type {@code image}, {@code audio}, {@code resource} or {@code resource_link}
     * @param templates in the language {@code jinja}, by the key that the protocol gives the field
     * @param fixed the other fields; bytes are base64
     */
    public record Block(String type, Map<String, String> templates, Map<String, String> fixed, Location where) {
        public Block {
            templates = Collections.unmodifiableMap(new LinkedHashMap<>(templates));
            fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
        }
    }

    public Optional<TypeDefinition> returnType() {
        return Optional.ofNullable(returns);
    }

    /** A definition that no file holds and that says nothing but this; for endpoints that are made in code. */
    public static Builder builder(Kind kind, String name, Location where) {
        return new Builder(kind, name, where);
    }

    /** {@code tool 'x'}, for messages. */
    public String label() {
        return kind.key() + " '" + name + "'";
    }

    /** Takes what differs from a definition that says nothing. */
    public static final class Builder {
        private final Kind kind;
        private final String name;
        private final Location where;
        private @Nullable String title;
        private @Nullable String description;
        private @Nullable String mimeType;
        private List<String> tags = List.of();
        private Annotations annotations = Annotations.NONE;
        private List<ParameterDefinition> parameters = List.of();
        private @Nullable TypeDefinition returns;
        private @Nullable String language;
        private @Nullable Map<String, @Nullable Object> policies;
        private ContentDetails details = ContentDetails.builder().build();
        private @Nullable TaskDefinition task;

        private Builder(Kind kind, String name, Location where) {
            this.kind = kind;
            this.name = name;
            this.where = where;
        }

        public Builder title(@Nullable String value) {
            title = value;
            return this;
        }

        public Builder description(@Nullable String value) {
            description = value;
            return this;
        }

        public Builder mimeType(@Nullable String value) {
            mimeType = value;
            return this;
        }

        public Builder tags(List<String> value) {
            tags = value;
            return this;
        }

        public Builder annotations(Annotations value) {
            annotations = value;
            return this;
        }

        public Builder parameters(List<ParameterDefinition> value) {
            parameters = value;
            return this;
        }

        public Builder returns(@Nullable TypeDefinition value) {
            returns = value;
            return this;
        }

        public Builder language(@Nullable String value) {
            language = value;
            return this;
        }

        public Builder policies(@Nullable Map<String, @Nullable Object> value) {
            policies = value;
            return this;
        }

        public Builder details(ContentDetails value) {
            details = value;
            return this;
        }

        public Builder task(@Nullable TaskDefinition value) {
            task = value;
            return this;
        }

        public EndpointDefinition build() {
            return new EndpointDefinition(
                    kind,
                    where.file(),
                    where,
                    name,
                    title,
                    description,
                    mimeType,
                    tags,
                    annotations,
                    parameters,
                    returns,
                    language,
                    null,
                    List.of(),
                    policies,
                    List.of(),
                    Map.of(),
                    null,
                    details,
                    Map.of(),
                    task,
                    false);
        }
    }
}
