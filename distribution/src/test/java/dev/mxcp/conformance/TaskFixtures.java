package dev.mxcp.conformance;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.CallContext.ElicitAnswer;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.InputRequest.Form;
import dev.mxcp.spi.PlatformException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Endpoints that may run as a task. */
final class TaskFixtures {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration LONGER_THAN_CLIENTS_WAIT = Duration.ofSeconds(4);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    /** By their labels, so that a test can see that a call ended which nobody waits for. */
    private static final Map<String, CountDownLatch> CANCELLED = new ConcurrentHashMap<>();

    private TaskFixtures() {}

    static Map<String, Fixture> all() {
        var fixtures = new LinkedHashMap<String, Fixture>();
        fixtures.put("greet", (arguments, _) -> EndpointResult.of("Hello, %s!".formatted(arguments.get("name"))));
        fixtures.put("slow-compute", TaskFixtures::slowCompute);
        fixtures.put("was-cancelled", (arguments, _) -> wasCancelled(arguments));
        fixtures.put("failing-job", (_, call) -> failingJob(call));
        fixtures.put("protocol-error-job", (_, _) -> {
            throw new IllegalStateException("a defect, as the suite asks for one");
        });
        fixtures.put("confirm-delete", TaskFixtures::confirmDelete);
        fixtures.put("name-then-work", (_, call) -> nameThenWork(call));
        fixtures.put("multi-input", (_, call) -> multiInput(call));
        return fixtures;
    }

    private static EndpointResult slowCompute(Map<String, @Nullable Object> arguments, CallContext call) {
        var label = String.valueOf(arguments.get("label"));
        var seconds = arguments.get("seconds") instanceof Number number ? number.longValue() : 0;
        call.progress(0, (double) seconds, "computing");
        try (var _ = call.cancellation().onCancel(() -> cancelled(label).countDown())) {
            Pause.of(Duration.ofSeconds(seconds), call);
        }
        return EndpointResult.of("Computed %s in %d seconds.".formatted(label, seconds));
    }

    private static EndpointResult wasCancelled(Map<String, @Nullable Object> arguments) {
        var label = String.valueOf(arguments.get("label"));
        try {
            var ended = cancelled(label).await(LONG_ENOUGH.toMillis(), TimeUnit.MILLISECONDS);
            return EndpointResult.of(label + (ended ? " was cancelled." : " still runs."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return EndpointResult.of(label + " was not waited for.");
        }
    }

    private static CountDownLatch cancelled(String label) {
        return CANCELLED.computeIfAbsent(label, _ -> new CountDownLatch(1));
    }

    private static EndpointResult failingJob(CallContext call) {
        Pause.of(A_SECOND, call);
        throw new PlatformException(PlatformException.Code.FAILED, "the job failed, as it always does");
    }

    private static EndpointResult confirmDelete(Map<String, @Nullable Object> arguments, CallContext call) {
        var file = arguments.get("filename");
        var form = new Form("Delete %s?".formatted(file), Forms.required("confirm", "boolean"));
        var answer = AskingFixtures.answer(call, "confirm", form);
        var agreed =
                answer instanceof ElicitAnswer.Accepted(var content) && Boolean.TRUE.equals(content.get("confirm"));
        return EndpointResult.of((agreed ? "Deleted %s." : "Kept %s.").formatted(file));
    }

    /** Asks while its client still waits, and works for longer than that. */
    private static EndpointResult nameThenWork(CallContext call) {
        var form = new Form("What is your name?", Forms.required("name", "string"));
        var answer = AskingFixtures.answer(call, "user_name", form);
        Pause.of(LONGER_THAN_CLIENTS_WAIT, call);
        var name = answer instanceof ElicitAnswer.Accepted(var content) ? content.get("name") : "nobody";
        return EndpointResult.of("Worked for %s.".formatted(name));
    }

    private static EndpointResult multiInput(CallContext call) {
        var answers = call.ask(Map.of(
                "name", new Form("What is your name?", Forms.required("name", "string")),
                "confirm", new Form("Are you sure?", Forms.required("confirm", "boolean"))));
        return EndpointResult.of("The client answered %d questions.".formatted(answers.size()));
    }
}
