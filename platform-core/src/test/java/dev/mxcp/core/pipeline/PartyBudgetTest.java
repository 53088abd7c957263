package dev.mxcp.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartyBudgetTest {

    @Test
    void onePartyGetsHalfAndTheOthersTheRest() {
        var budget = new PartyBudget(5);
        assertThat(budget.take("one", 4)).isFalse();
        assertThat(budget.take("one", 3)).isTrue();
        assertThat(budget.take("one", 1)).isFalse();
        assertThat(budget.take("two", 2)).isTrue();
        assertThat(budget.take("three", 1)).isFalse();
        assertThat(budget.used()).isEqualTo(5);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        var budget = new PartyBudget(4);
        budget.take("one", 2);
        budget.give("one", 1);
        assertThat(budget.take("one", 1)).isTrue();
        budget.give("one", 2);
        assertThat(budget.used()).isZero();
    }

    @Test
    void theOnlyOneThereIsCanBeTakenByAnybody() {
        var budget = new PartyBudget(1);
        assertThat(budget.take("one", 1)).isTrue();
    }
}
