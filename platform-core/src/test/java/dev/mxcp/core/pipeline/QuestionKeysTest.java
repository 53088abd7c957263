package dev.mxcp.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.InputRequest.Form;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionKeysTest {

    private static final Map<String, Object> SURE = schema("sure");
    private static final Map<String, Object> NAME = schema("name");

    private static Map<String, Object> schema(String property) {
        return Map.of("type", "object", "properties", Map.of(property, Map.of("enum", List.of("a", "b"))));
    }

    @Test
    void formsOfOneMessageAreToldApartByWhatTheyAskForInWhateverOrder() {
        var first = new QuestionKeys();
        var other = new QuestionKeys();
        var sure = first.of(new Form("Go on?", SURE));
        var name = first.of(new Form("Go on?", NAME));

        assertThat(sure).isNotEqualTo(name);
        assertThat(other.of(new Form("Go on?", NAME))).isEqualTo(name);
        assertThat(other.of(new Form("Go on?", SURE))).isEqualTo(sure);
    }

    @Test
    void theOrderOfASchemasKeysIsOfNoMeaning() {
        var reversed = new LinkedHashMap<String, Object>();
        SURE.keySet().stream()
                .sorted((one, two) -> two.compareTo(one))
                .forEach(key -> reversed.put(key, SURE.get(key)));
        var sorted = new LinkedHashMap<String, Object>();
        SURE.keySet().stream().sorted().forEach(key -> sorted.put(key, SURE.get(key)));

        assertThat(new QuestionKeys().of(new Form("Go on?", reversed)))
                .isEqualTo(new QuestionKeys().of(new Form("Go on?", sorted)));
    }

    @Test
    void equalQuestionsAreToldApartByTheirOrder() {
        var keys = new QuestionKeys();

        assertThat(keys.of(new Form("Go on?", SURE))).isNotEqualTo(keys.of(new Form("Go on?", SURE)));
    }
}
