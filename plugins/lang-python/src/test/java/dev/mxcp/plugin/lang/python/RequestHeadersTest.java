package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {

    private static final Map<String, String> ALL = Map.of(
            "accept-language", "de",
            "x-request-id", "7",
            "x-tenant", "blue",
            "x-tenant-zone", "north",
            "x-vault-pass", "canary",
            "authorization", "Bearer canary");

    @Test
    void onlyTheUsualOnesAreSeenWhereNothingIsConfigured() {
        assertThat(RequestHeaders.of(ALL, PythonConfig.DEFAULTS.requestHeaders()))
                .isEqualTo(Map.of("accept-language", "de", "x-request-id", "7"));
    }

    @Test
    void namesAreFoundInAnyCaseAndByTheirBeginning() {
        assertThat(RequestHeaders.of(ALL, RequestHeaders.checked(List.of("X-Tenant*"))))
                .isEqualTo(Map.of("x-tenant", "blue", "x-tenant-zone", "north"));
        assertThat(RequestHeaders.of(ALL, List.of())).isEmpty();
    }

    @Test
    void whatLetsSomebodyInIsNeverSeen() {
        assertThat(RequestHeaders.of(ALL, List.of("*"))).doesNotContainKey("authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Cookie", "Proxy-Authorization", "X-Api-Key", "x-access-token*"})
    void whatLetsSomebodyInCannotBeNamed(String name) {
        var names = List.of(name);

        assertThatThrownBy(
                        () -> new PythonConfig(null, null, null, null, null, null, null, null, null, null, names, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("request_headers: '%s' can let its holder in".formatted(name));
    }
}
