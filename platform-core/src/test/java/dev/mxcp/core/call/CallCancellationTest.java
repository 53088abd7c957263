package dev.mxcp.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallCancellationTest {

    static Stream<Error> defects() {
        return Stream.of(new AssertionError("x"), new NoClassDefFoundError("x"), new InternalError("x"));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void whatBreaksDoesNotKeepTheOthersFromStopping(Error defect) {
        var stopped = new ArrayList<String>();
        var cancellation = new CallCancellation();
        cancellation.onCancel(() -> {
            throw defect;
        });
        cancellation.onCancel(() -> stopped.add("other"));

        cancellation.cancel();

        assertThat(stopped).containsExactly("other");
    }
}
