package dev.mxcp.core.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StateSealProperties {

    private static final StateSeal SEAL = StateSeal.ofProcess();

    @Property
    void whatWasSealedOpensForItsPurposeOnly(
            @ForAll @Size(max = 200) byte[] text,
            @ForAll @Size(max = 50) byte[] purpose,
            @ForAll @Size(max = 50) byte[] other) {
        var sealed = SEAL.seal(text, purpose);
        assertThat(SEAL.open(sealed, purpose))
                .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(text));
        assertThat(SEAL.open(sealed, other).isPresent()).isEqualTo(Arrays.equals(purpose, other));
        assertThat(StateSeal.ofProcess().open(sealed, purpose)).isEmpty();
    }

    @Property
    void whatWasChangedDoesNotOpen(
            @ForAll @Size(max = 50) byte[] text, @ForAll @IntRange(max = 1000) int where, @ForAll byte change) {
        var sealed = Base64.getUrlDecoder().decode(SEAL.seal(text, new byte[0]));
        sealed[where % sealed.length] ^= change == 0 ? 1 : change;
        assertThat(SEAL.open(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), new byte[0]))
                .isEmpty();
    }

    @Property
    void whateverElseArrivesDoesNotOpen(@ForAll String sealed) {
        assertThat(SEAL.open(sealed, new byte[0])).isEmpty();
    }
}
