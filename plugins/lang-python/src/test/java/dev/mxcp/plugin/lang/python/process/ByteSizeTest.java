package dev.mxcp.plugin.lang.python.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({"1B, 1", "2KB, 2048", "3MB, 3145728", "1.5GB, 1610612736", "1GiB, 1073741824", "2 tb, 2199023255552"})
    void sizesAreWhatPeopleMean(String text, long bytes) {
        assertThat(ByteSize.parse("memory_limit", text)).isEqualTo(bytes);
    }

    @Test
    void aShareIsOneOfTheMachinesMemory() {
        assertThat(ByteSize.parse("memory_limit", "50%"))
                .isCloseTo(ByteSize.parse("memory_limit", "100%") / 2, within(1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "0MB", "-1GB", "5", "5 apples"})
    void anythingElseIsRefusedWithWhatToWrite(String text) {
        assertThatThrownBy(() -> ByteSize.parse("memory_limit", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("memory_limit must be");
    }
}
