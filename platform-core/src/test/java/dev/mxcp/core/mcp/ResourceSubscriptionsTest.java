package dev.mxcp.core.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What the subscriptions of all sessions together take. */
class ResourceSubscriptionsTest {

    private static final String LONG = "data://" + "x".repeat(900);

    private final ResourceUpdates updates = new ResourceUpdates(4_000);
    private final ResourceSubscriptions first = session();
    private final ResourceSubscriptions second = session();

    private ResourceSubscriptions session() {
        return new ResourceSubscriptions(updates, _ -> {});
    }

    @Test
    void theSessionsOfOneCallerTakeHalfOfTheRoom() throws ProtocolException {
        first.add(LONG + 1, "ann");
        second.add(LONG + 1, "ann");
        assertThatThrownBy(() -> second.add(LONG + 2, "ann")).hasMessageContaining("unsubscribe from one first");
        second.add(LONG + 1, "ann");
        second.add(LONG + 2, "ben");
    }

    @Test
    void whoUnsubscribesOrEndsMakesRoom() throws ProtocolException {
        first.add(LONG + 1, "ann");
        first.add(LONG + 2, "ann");
        first.remove(LONG + 1);
        first.remove(LONG + 1);
        second.add(LONG + 3, "ann");
        first.close();
        second.close();
        first.remove(LONG + 2);
        first.close();
        assertThat(updates.room().used()).isZero();
    }

    @Test
    void aSessionThatHasEndedTakesNothing() throws ProtocolException {
        first.close();
        first.add(LONG, "ann");
        assertThat(updates.room().used()).isZero();
    }
}
