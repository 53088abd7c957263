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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    void variablesSideBySideTakeOneCharacterEachButForTheLast() {
        var twins = router("twin://{a}{b}-{c}");
        assertThat(twins.find("twin://xyz-w").orElseThrow().variables())
                .isEqualTo(Map.of("a", "x", "b", "yz", "c", "w"));
        assertThat(twins.find("twin://😀y-z").orElseThrow().variables())
                .isEqualTo(Map.of("a", "😀", "b", "y", "c", "z"));
        assertThat(twins.find("twin://x-y")).isEmpty();
    }

    @Test
    void noVariableIsEmptyAndNoTextIsSharedByTwo() {
        assertThat(router.find("data://-b")).isEmpty();
        assertThat(router.find("data://a-")).isEmpty();
        assertThat(router("x://a{b}a").find("x://aa")).isEmpty();
        assertThat(router("x://{a}--{b}--c").find("x://1---c")).isEmpty();
    }

    @Test
    void aControlCharacterMatchesNothing() {
        assertThat(router.find("user://a\nb/profile")).isEmpty();
        assertThat(router.find("user://a\0b/profile")).isEmpty();
    }

    /** With a search that goes back, the first of these takes minutes and the second would not end in a lifetime. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aUriThatAlmostMatchesInManyWaysIsToldApartAtOnce() {
        var dashes = "-".repeat(1_000_000);
        assertThat(router("docs://{a}-{b}.md").find("docs://" + dashes)).isEmpty();
        assertThat(router("docs://{a}-{b}-{c}-{d}.md").find("docs://" + dashes)).isEmpty();
        assertThat(router("docs://{a}-{b}-{c}=.md").find("docs://" + dashes + ".md"))
                .isEmpty();
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
