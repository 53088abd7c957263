package dev.mxcp.plugin.lang.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One rendering in progress: ends it when it takes too many steps, or when nobody waits for it any more. */
final class Rendering {

    /** No template can write this name, so none can reach the object behind it. */
    static final String NAME = "current rendering";

    private static final int MAX_STEPS = 200_000;

    private final @Nullable CallContext call;
    private long steps;

    Rendering(@Nullable CallContext call) {
        this.call = call;
    }

    static Rendering of(JinjavaInterpreter interpreter) {
        return interpreter.getContext().get(NAME) instanceof Rendering current ? current : new Rendering(null);
    }

    /** Called before each part of the template is rendered. */
    void step() {
        steps(1);
    }

    void steps(int count) {
        steps += count;
        if (steps > MAX_STEPS) {
            throw new PlatformException(
                    Code.LIMIT_EXCEEDED,
                    "the template takes more than %d steps; make its loops smaller".formatted(MAX_STEPS));
        }
        if (call != null) {
            if (call.cancellation().isCancelled()) {
                throw new PlatformException(Code.CANCELLED, "the call was cancelled");
            }
            if (Instant.now().isAfter(call.deadline())) {
                throw new PlatformException(Code.LIMIT_EXCEEDED, "the template took longer than the call may");
            }
        }
    }
}
