package dev.mxcp.core.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.call.Client;
import dev.mxcp.spi.Identity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The state of one caller's call is of no use to another. */
class RequestStatesTest {

    private final RequestStates states = new RequestStates(
            StateSeal.ofProcess(), Duration.ofMinutes(1), InstantSource.system(), new McpJson(McpLimits.DEFAULT));
    private final RequestState state = RequestState.FIRST.next(Map.of("name", Map.of("action", "decline")));

    private static Identity ada() {
        return Identity.builder("github").userId("1").username("ada").build();
    }

    private byte[] purpose(Identity identity, Map<String, @Nullable Object> arguments) {
        var caller = Caller.of(identity, Map.of(), "http", "127.0.0.1");
        Map<String, @Nullable Object> params = Map.of("arguments", arguments);
        return states.purpose("tools/call", "t", new Incoming(Era.STATELESS, params, caller, Client.SILENT, null));
    }

    @Test
    void itsOwnerGetsItBack() throws ProtocolException {
        var sealed = states.seal(state, purpose(ada(), Map.of()));
        assertThat(states.open(sealed, purpose(ada(), Map.of()))).isEqualTo(state);
    }

    @Test
    void anybodyElseIsRefused() throws ProtocolException {
        var sealed = states.seal(state, purpose(ada(), Map.of()));
        var others = new Identity[] {
            Identity.anonymous(),
            Identity.builder("github").userId("2").username("ada").build(),
            Identity.builder("google").userId("1").username("ada").build(),
            Identity.builder("github").userId("1ada").build()
        };
        for (var other : others) {
            assertThatThrownBy(() -> states.open(sealed, purpose(other, Map.of())))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("not made by this server for this caller");
        }
    }

    @Test
    void callersWithoutAnyIdAreToldApartByWhatElseIsKnownOfThem() throws ProtocolException {
        var one = Identity.builder("oidc").claims(Map.of("team", "a")).build();
        var other = Identity.builder("oidc").claims(Map.of("team", "b")).build();
        var sealed = states.seal(state, purpose(one, Map.of()));
        assertThatThrownBy(() -> states.open(sealed, purpose(other, Map.of()))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void theOrderOfArgumentsDoesNotMatterAndTheirValuesDo() throws ProtocolException {
        var sealed = states.seal(state, purpose(ada(), arguments("a", 1L, "b", 2L)));
        assertThat(states.open(sealed, purpose(ada(), arguments("b", 2L, "a", 1L))))
                .isEqualTo(state);
        assertThatThrownBy(() -> states.open(sealed, purpose(ada(), arguments("a", 2L, "b", 1L))))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void answersThatAreTooLargeAreNotCarried() {
        var large = RequestState.FIRST.next(Map.of("text", "x".repeat(300_000)));
        assertThatThrownBy(() -> states.seal(large, purpose(ada(), Map.of())))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("larger than 262144 bytes");
    }

    private static Map<String, @Nullable Object> arguments(String first, Object one, String second, Object two) {
        var arguments = new LinkedHashMap<String, @Nullable Object>();
        arguments.put(first, one);
        arguments.put(second, two);
        return arguments;
    }
}
