package dev.mxcp.core.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A published schema, compiled once per process on first use. Thread-safe. */
public final class PublishedSchema {

    private static final String BASE = "https://mxcp.dev/schema/";
    private static final Map<String, PublishedSchema> COMPILED = new ConcurrentHashMap<>();

    private final Schema schema;

    private PublishedSchema(Schema schema) {
        this.schema = schema;
    }

    /** @param name one of {@link PublishedSchemas#names()} */
    public static PublishedSchema named(String name) {
        return COMPILED.computeIfAbsent(
                name, key -> new PublishedSchema(Registry.REGISTRY.getSchema(SchemaLocation.of(iri(key)))));
    }

    /** Everything wrong with a document of plain Java values; empty when it fits. */
    public List<Violation> check(@Nullable Object document) {
        var errors = schema.validate(JsonNodes.of(document));
        return errors.isEmpty() ? List.of() : Violations.of(errors, document);
    }

    private static String iri(String name) {
        return BASE + PublishedSchemas.fileName(name);
    }

    /** The schema that holds the keyword which an error is about. */
    static JsonNode around(Error error) {
        return around(error, 1);
    }

    /** @param levels how far up from the keyword */
    static JsonNode around(Error error, int levels) {
        var location = error.getSchemaLocation();
        var node = Registry.document(String.valueOf(location.getAbsoluteIri()));
        var steps = steps(location.getFragment());
        for (var step : steps.subList(0, Math.max(0, steps.size() - levels))) {
            node = step instanceof Integer index ? node.path(index) : node.path(step.toString());
        }
        return node;
    }

    static List<Object> steps(NodePath path) {
        var steps = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            steps.add(path.getElement(i));
        }
        return steps;
    }

    /** Set up on first use, so that a process which checks nothing does not pay for it. */
    private static final class Registry {

        private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();
        private static final Map<String, JsonNode> DOCUMENTS = new ConcurrentHashMap<>();

        // The schemas refer to each other only, so nothing is ever fetched.
        private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
                Dialect.builder(Dialects.getDraft202012())
                        .keyword(new NonValidationKeyword("errorMessage"))
                        .build(),
                builder -> builder.schemas(Registry::text));

        private static @Nullable String text(String iri) {
            if (!iri.startsWith(BASE)) {
                return null;
            }
            var file = iri.substring(BASE.length());
            return TEXTS.computeIfAbsent(
                    iri, key -> PublishedSchemas.text(file.substring(0, file.length() - ".schema.json".length())));
        }

        private static JsonNode document(String iri) {
            return DOCUMENTS.computeIfAbsent(iri, key -> JsonMapper.shared().readTree(String.valueOf(text(key))));
        }
    }
}
