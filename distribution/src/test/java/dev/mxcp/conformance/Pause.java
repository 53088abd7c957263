package dev.mxcp.conformance;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that ends with the call. */
final class Pause {

    private Pause() {}

    static void of(Duration time, CallContext call) {
        var cancelled = new CountDownLatch(1);
        try (var _ = call.cancellation().onCancel(cancelled::countDown)) {
            if (!cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new PlatformException(PlatformException.Code.CANCELLED, "the call was cancelled");
    }
}
