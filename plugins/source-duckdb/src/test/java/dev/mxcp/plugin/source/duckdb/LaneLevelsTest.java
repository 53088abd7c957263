package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneLevelsTest {

    private static final int DEEPEST = 7;

    private final CallContext call = TestingCallContext.anonymous();
    private Database database;
    private LaneLevels levels;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Database.open(TestingDatabase.config(folder.resolve("levels.duckdb")));
        levels = new LaneLevels(level -> new LaneLevels.Level(lanes("readers", level), lanes("writer", level)));
    }

    private Lanes lanes(String name, int level) {
        return new Lanes(name + level, 1, database, new Recovery(database, () -> {}));
    }

    @AfterEach
    void close() {
        levels.close();
        database.close();
    }

    @Test
    void aStatementOfAFunctionGetsALaneOfTheNextLevel() {
        assertThat(levels.level(call)).isZero();
        assertThat(LaneLevels.<Integer>above(2, () -> levels.level(call))).isEqualTo(3);
    }

    @Test
    void whoeverHoldsALaneGetsTheNextOneAboveUntilItIsLetGo() {
        levels.hold(call, 0);
        levels.hold(call, 1);
        assertThat(levels.level(call)).isEqualTo(2);

        levels.letGo(call, 1);
        assertThat(levels.level(call)).isEqualTo(1);

        levels.letGo(call, 0);
        assertThat(levels.level(call)).isZero();
    }

    @Test
    void belowTheDeepestLevelStatementsOfFunctionsAreRefused() {
        assertThat(LaneLevels.<Integer>above(DEEPEST - 1, () -> levels.level(call)))
                .isEqualTo(DEEPEST);
        assertThatThrownBy(() -> LaneLevels.above(DEEPEST, () -> levels.level(call)))
                .isInstanceOfSatisfying(PlatformException.class, LaneLevelsTest::isRefusal);
    }

    @Test
    void belowTheDeepestLevelStatementsInTransactionsAreRefused() {
        levels.hold(call, DEEPEST);

        assertThatThrownBy(() -> levels.level(call))
                .isInstanceOfSatisfying(PlatformException.class, LaneLevelsTest::isRefusal);
    }

    private static void isRefusal(PlatformException refusal) {
        assertThat(refusal.code()).isEqualTo(Code.LIMIT_EXCEEDED);
        assertThat(refusal.userMessage()).contains("more than 7 levels deep");
    }
}
