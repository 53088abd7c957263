package dev.mxcp.core.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.Kind;
import dev.mxcp.core.type.Parameters;
import dev.mxcp.spi.EndpointResult;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResourceRouterTest {

    private final ResourceRouter router = router(
            "docs://index",
            "user://{name}/profile",
            "user://me/profile",
            "file://{folder}/{name}.{ending}",
            "data://{a}-{b}");

    @Test
    void aStaticResourceIsFoundByItsUri() {
        assertThat(found("docs://index")).isEqualTo("docs://index {}");
    }

    @Test
    void aVariableStandsForOneSegment() {
        assertThat(found("user://ann/profile")).isEqualTo("user://{name}/profile {name=ann}");
        assertThat(router.find("user://ann/x/profile")).isEmpty();
        assertThat(router.find("user:///profile")).isEmpty();
    }

    @Test
    void aStaticResourceWinsOverATemplate() {
        assertThat(found("user://me/profile")).isEqualTo("user://me/profile {}");
    }

    @Test
    void severalVariablesShareASegment() {
        assertThat(found("data://x-y-z")).isEqualTo("data://{a}-{b} {a=x, b=y-z}");
        assertThat(found("file://a/b.c.d")).isEqualTo("file://{folder}/{name}.{ending} {folder=a, name=b, ending=c.d}");
    }

    @Test
    void valuesArePercentDecodedAndPlusStaysPlus() {
        assertThat(found("user://a%20b+c%2Fd/profile")).isEqualTo("user://{name}/profile {name=a b+c/d}");
    }

    @Test
    void brokenPercentEncodingMatchesNothing() {
        assertThat(router.find("user://a%zz/profile")).isEmpty();
    }

    @Test
    void textThatOnlyLooksLikeARegexIsLiteral() {
        assertThat(router("a.b://{x}").find("aXb://1")).isEmpty();
    }

    private String found(String uri) {
        var match = router.find(uri).orElseThrow();
        return match.endpoint().name() + " "
                + new TreeMap<>(match.variables())
                        .entrySet().stream()
                                .sorted(Comparator.comparing(
                                        entry -> match.endpoint().name().indexOf("{" + entry.getKey())))
                                .map(Object::toString)
                                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static ResourceRouter router(String... uris) {
        return new ResourceRouter(
                Stream.of(uris).map(ResourceRouterTest::resource).toList());
    }

    private static Endpoint resource(String uri) {
        var definition = EndpointDefinition.builder(Kind.RESOURCE, uri, Location.of("r.yml"))
                .language("sql")
                .build();
        return new Endpoint(definition, Parameters.compile(List.of()), null, (a, c) -> EndpointResult.of(null), false);
    }
}
