package dev.mxcp.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrerequisiteTest {

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "yes", "github", "0"})
    void aBuildThatSaysItIsOneSkipsNothing(String ci) {
        assertThat(Prerequisite.isDemanded(ci)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "false", "FALSE"})
    void aMachineOfADeveloperMaySkip(String ci) {
        assertThat(Prerequisite.isDemanded(ci)).isFalse();
    }
}
