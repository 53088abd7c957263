package dev.mxcp.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

class TypeProperties {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    @Property(tries = 3_000)
    void conversionLeavesItsOwnResultAlone(@ForAll long seed) {
        var types = new TestingTypes(seed);
        var definition = types.type(2).build();
        var parameters = parameters(definition);
        var first = parameters.convert(argument(types.argument(definition)));
        Assume.that(first.problems().isEmpty());

        var second = parameters.convert(first.values());

        assertThat(second.problems()).isEmpty();
        assertThat(Canonical.of(second.values())).isEqualTo(Canonical.of(first.values()));
    }

    @Property(tries = 5_000)
    void whatTheInputSchemaAcceptsConverts(@ForAll long seed) throws JsonException {
        var types = new TestingTypes(seed);
        var definition = types.type(2).build();
        var parameters = parameters(definition);
        var raw = Json.write(argument(types.argument(definition)));
        boolean accepted = schema(parameters.jsonSchema())
                .validate(Json.mapper().readTree(raw))
                .isEmpty();
        Statistics.label("accepted by the schema").collect(accepted);
        Assume.that(accepted);

        var conversion = parameters.convert(object(raw));

        assertThat(conversion.problems())
                .as("%s%n%s", Json.write(parameters.jsonSchema()), raw)
                .allMatch(problem -> isOfObjectsThatBecameEqual(problem, raw));
    }

    /** An absent property becomes its default or null, so that objects may be equal which the schema tells apart. */
    private static boolean isOfObjectsThatBecameEqual(String problem, String arguments) {
        return problem.endsWith("Array must contain unique items") && arguments.lastIndexOf('{') > 0;
    }

    @Property(tries = 5_000)
    void whatPassesTheCheckFitsTheOutputSchemaEvenWhenPoliciesChangedIt(@ForAll long seed) {
        var types = new TestingTypes(seed);
        var definition = types.type(3).build();
        var returns = ReturnType.compile(definition);
        var value = types.result(definition);
        boolean passes = returns.check(value, false).isEmpty();
        Statistics.label("passes the check").collect(passes);
        Assume.that(passes);
        var schema = schema(returns.jsonSchema());

        assertThat(violations(schema, returns, value)).isEmpty();
        assertThat(violations(schema, returns, types.restricted(value))).isEmpty();
    }

    @Property(tries = 2_000)
    void renderedValuesAreJsonAndStayTheSameThroughIt(@ForAll long seed) throws JsonException {
        var returns = ReturnType.compile(TestingType.array().build());

        var rendered = returns.render(new TestingTypes(seed).anything(4, true));

        var text = Json.write(rendered);
        assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(Canonical.of(Json.read(text))).isEqualTo(Canonical.of(rendered));
        assertThat(Canonical.of(Json.read(Json.pretty(rendered)))).isEqualTo(Canonical.of(rendered));
        assertThat(returns.render(rendered)).isEqualTo(rendered);
    }

    @Property(tries = 1_000)
    void convertedArgumentsSurviveAnEndpointThatEchoesThem(@ForAll long seed) {
        var types = new TestingTypes(seed);
        var definition = types.type(2).build();
        var parameters = parameters(definition);
        var conversion = parameters.convert(argument(types.argument(definition)));
        Assume.that(conversion.problems().isEmpty());
        var returns = ReturnType.compile(definition);

        var echoed = returns.render(conversion.values().get("p"));

        var again = parameters.convert(argument(echoed));
        assertThat(again.problems()).isEmpty();
        assertThat(Canonical.of(again.values())).isEqualTo(Canonical.of(conversion.values()));
    }

    private static List<String> violations(Schema schema, ReturnType returns, @Nullable Object value) {
        var structured = Json.write(returns.structured(returns.render(value)));
        return schema.validate(Json.mapper().readTree(structured)).stream()
                .map(error -> "%s in %s against %s".formatted(error, structured, Json.write(returns.jsonSchema())))
                .toList();
    }

    private static Schema schema(Map<String, Object> schema) {
        return SCHEMAS.getSchema(Json.mapper().readTree(Json.write(schema)));
    }

    private static Parameters parameters(TypeDefinition type) {
        return Parameters.compile(List.of(new ParameterDefinition("p", type)));
    }

    private static Map<String, @Nullable Object> argument(@Nullable Object value) {
        return Collections.singletonMap("p", value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(String json) throws JsonException {
        return (Map<String, @Nullable Object>) Json.read(json);
    }
}
