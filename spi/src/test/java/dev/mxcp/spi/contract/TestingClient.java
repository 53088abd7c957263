package dev.mxcp.spi.contract;

import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.CallSuspended;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who makes a call: hears what the endpoint tells, and answers what it is asked. Thread-safe. */
public final class TestingClient {

    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<InputRequest> asked = new CopyOnWriteArrayList<>();
    private final Set<String> toldBefore = ConcurrentHashMap.newKeySet();
    private final @Nullable Function<InputRequest, InputAnswer> answers;
    private final boolean later;

    private TestingClient(@Nullable Function<InputRequest, InputAnswer> answers, boolean later) {
        this.answers = answers;
        this.later = later;
    }

    /** Listens, and cannot be asked anything. */
    public static TestingClient listening() {
        return new TestingClient(null, false);
    }

    /** Has a session: answers while the call waits. */
    public static TestingClient answering(Function<InputRequest, InputAnswer> answers) {
        return new TestingClient(answers, false);
    }

    /**
     * Has no session: a question ends the run with {@link CallSuspended}, and is answered in the next run, where it is
     * known by its key.
     */
    public static TestingClient answeringInTheNextRun(Function<InputRequest, InputAnswer> answers) {
        return new TestingClient(answers, true);
    }

    /** What was reported, in order. */
    public List<Progress> progress() {
        return List.copyOf(progress);
    }

    /** What was logged, in order. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The questions that were answered, in order. */
    public List<InputRequest> asked() {
        return List.copyOf(asked);
    }

    void hear(Progress report) {
        progress.add(report);
    }

    void hear(Message message) {
        messages.add(message);
    }

    boolean canBeAsked() {
        return answers != null;
    }

    Map<String, InputAnswer> ask(Map<String, InputRequest> requests) {
        if (answers == null) {
            throw new PlatformException(Code.UNSUPPORTED, "nobody can be asked in a test");
        }
        if (later) {
            suspendForWhatIsNew(requests);
        }
        var given = new LinkedHashMap<String, InputAnswer>();
        requests.forEach((key, request) -> {
            asked.add(request);
            given.put(key, answers.apply(request));
        });
        return given;
    }

    private void suspendForWhatIsNew(Map<String, InputRequest> requests) {
        var open = new LinkedHashMap<>(requests);
        open.keySet().removeAll(toldBefore);
        if (!open.isEmpty()) {
            toldBefore.addAll(open.keySet());
            throw new CallSuspended(open);
        }
    }

    /** @param total null when it is not known */
    public record Progress(
            double progress,
            @Nullable Double total,
            @Nullable String message) {}

    public record Message(LogLevel level, String text, Map<String, ? extends @Nullable Object> data) {}
}
