package dev.mxcp.plugin.lang.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.SourceException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaSandboxTest {

    private static final Map<String, @Nullable Object> VALUES =
            Map.of("text", "abc", "list", List.of(1L, 2L), "map", Map.of("a", 1L));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ text.getClass() }}",
                "{{ list.getClass().forName('java.lang.Runtime') }}",
                "{{ map.getClass() }}",
                "{{ text.class.name }}{{ text.toUpperCase() }}",
                "{% include 'x' %}",
                "{% import 'x' as y %}",
                "{% from 'x' import y %}",
                "{% extends 'x' %}",
                "{{ ____int3rpr3t3r____.config }}",
                "{{ ____int3rpr3t3r____.getContext() }}",
                "{{ range(1).getClass() }}",
                "{{ loop.getClass() }}",
                "{% for i in list %}{{ loop.getClass() }}{% endfor %}",
                "{% for i in list %}{{ loop.class }}{% endfor %}",
                "{{ map.clear() }}",
                "{{ list.clear() }}",
                "{{ list.stream() }}",
                "{{ text|render }}",
                "{{ text|pprint }}",
                "{{ namespace().getClass() }}",
                "{{ text|attr('class').forName('x') }}",
                "{{ filter:upper.filter('x') }}",
                "{{ now() }}",
                "{{ type(text) }}"
            })
    void nothingBehindTheValuesCanBeReached(String template) {
        assertThatThrownBy(() -> TestingTemplate.render(template, VALUES))
                .isInstanceOfAny(SourceException.class, PlatformException.class);
    }

    @Test
    void propertiesOfJavaObjectsDoNotExist() throws SourceException {
        assertThat(TestingTemplate.render(
                        "[{{ text.class }}{{ text.bytes }}{{ text.__class__.__mro__() }}{{ list.empty_ }}{{ map.size }}]",
                        VALUES))
                .isEqualTo("[]");
    }

    @Test
    void valuesAreNeverReadAsTemplates() throws SourceException {
        Map<String, @Nullable Object> values = Map.of("text", "{{ 7 * 7 }}{% for i in range(9) %}x{% endfor %}");

        assertThat(TestingTemplate.render("{{ text }} {{ text|upper }} {% set t = text %}{{ t }}", values))
                .asString()
                .startsWith("{{ 7 * 7 }}")
                .doesNotContain("49")
                .doesNotContain("xx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(100000000) %}{{ i }}{% endfor %}",
                "{% for i in range(9999) %}{% for j in range(9999) %}{% for k in range(9999) %}{% endfor %}{% endfor %}{% endfor %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% set ns = namespace(s='0123456789') %}{% for i in range(40) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s }}",
                "{{ text.replace('', '0123456789' ~ text).replace('', text) }}{{ text|center(100000000) }}",
                "{% for i in range(9999) %}{{ text|center(9999) }}{% endfor %}"
            })
    void whatGrowsIsStopped(String template) {
        assertThatThrownBy(() -> TestingTemplate.render(template, VALUES)).isInstanceOf(PlatformException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ long.replace('', long) }}",
                "{{ long.replace('x', long) }}",
                "{{ long.join(range(9999)) }}",
                "{{ '1e999999999'|round }}",
                "{{ '1e-999999999'|round }}",
                "{{ '1e999999999'|round(method='floor') }}",
                "{{ (long ~ '')|replace('x', '1')|round }}"
            })
    void whatWouldBeTooLongIsNeverMade(String template) {
        assertThatThrownBy(() -> TestingTemplate.render(template, Map.of("long", "x".repeat(500_000))))
                .isInstanceOf(PlatformException.class)
                .hasMessageFindingMatch("longer than 1000000 characters|at most 1100 digits");
    }

    @Test
    void aPrecisionThatNoNumberHasChangesNothing() throws SourceException {
        assertThat(TestingTemplate.render("{{ 1.5|round(2000000000) }} {{ 1.5|round(-2000000000) }}", Map.of()))
                .isEqualTo("1.5 0.0");
    }

    @Test
    void textsGrowUpToTheLimit() throws SourceException {
        Map<String, @Nullable Object> values = Map.of("half", "x".repeat(500_000));

        assertThat(TestingTemplate.render("{{ half.replace('x', 'yz')|length }}", values))
                .isEqualTo("1000000");
        assertThat(TestingTemplate.render("{{ 'abc'.replace('', '-') }}{{ ', '.join([1, 2]) }}", Map.of()))
                .isEqualTo("-a-b-c-1, 2");
    }

    @Test
    void undefinedVariablesAreFoundBeforeAnyCall() {
        var template = """
                {{ text }} {% for item in items %}{{ item.name }}{{ loop.index }}{% endfor %}
                {% set total = price * 2 %}{{ total }}{% if user_type == 'x' %}{{ username|default('y') }}{% endif %}
                {% macro greet(who, mark='!') %}{{ who }}{{ mark }}{{ extra }}{% endmacro %}{{ greet(who=text) }}
                {{ {'k': in_dict, 'l': [in_list]} }}{{ text.attribute }}{{ text|replace(old, 'x') }}
                """;

        assertThatThrownBy(() -> TestingTemplate.render(template, VALUES))
                .isInstanceOf(SourceException.class)
                .hasMessage("uses undefined template variables: extra, in_dict, in_list, items, old, price, user_type,"
                        + " username");
    }

    @Test
    void loopVariablesEndWithTheirLoop() {
        assertThatThrownBy(() -> TestingTemplate.render("{% for i in list %}{{ i }}{% endfor %}{{ i }}", VALUES))
                .hasMessage("uses undefined template variables: i");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ text|nofilter }}", "{% if text is nothing %}{% endif %}", "{{ text", "{% if %}x{% endif %}",
                "{% for x of list %}{% endfor %}", "{{ 'it''s' }}", "{% with a = 1 %}{{ a }}{% endwith %}", "{{ a b }}",
                "{% endif %}", "{% unknown %}"
            })
    void whatCannotWorkIsRefusedAtLoad(String template) {
        assertThatThrownBy(() -> TestingTemplate.render(template, VALUES)).isInstanceOf(SourceException.class);
    }

    @Test
    void errorsNameTheLine() {
        assertThatThrownBy(() -> TestingTemplate.render("one\ntwo\n{{ text.swapcase() }}", VALUES))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("strings have no method 'swapcase'");
        assertThatThrownBy(() -> TestingTemplate.render("one\n{{ text|nofilter }}", VALUES))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.line()).isEqualTo(2))
                .hasMessage("there is no filter 'nofilter'");
    }

    @Test
    void datesAreIsoText() throws SourceException {
        assertThat(TestingTemplate.render(
                        "{{ d }} {{ t }}", Map.of("d", LocalDate.EPOCH, "t", LocalDateTime.of(2024, 1, 2, 3, 0))))
                .isEqualTo("1970-01-01 2024-01-02T03:00:00");
    }

    @Test
    void theLastLineBreakIsDroppedAsInJinja2() throws SourceException {
        assertThat(TestingTemplate.render("{{ text }}\n", VALUES)).isEqualTo("abc");
        assertThat(TestingTemplate.render("{{ text }}\n\n", VALUES)).isEqualTo("abc\n");
    }
}
