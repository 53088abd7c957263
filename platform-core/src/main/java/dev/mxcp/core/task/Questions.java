package dev.mxcp.core.task;

import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a task asks its client. A key that the client has seen never stands for another question. Not thread-safe. */
final class Questions {

    private final Map<String, InputRequest> open = new LinkedHashMap<>();
    private final Map<String, InputAnswer> answers = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();

    void open(Round round) {
        round.requests.forEach((key, request) -> {
            var unique = unique(key);
            round.keys.put(key, unique);
            open.put(unique, request);
        });
    }

    private String unique(String key) {
        var unique = key;
        while (uses.containsKey(unique)) {
            unique = key + "-" + uses.merge(key, 1, Integer::sum);
        }
        uses.put(unique, 1);
        return unique;
    }

    void answer(Map<String, InputAnswer> given) {
        given.forEach((key, answer) -> {
            if (open.remove(key) != null) {
                answers.put(key, answer);
            }
        });
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    Map<String, InputRequest> unanswered() {
        return Map.copyOf(open);
    }

    boolean isAnswered(Round round) {
        return round.keys.values().stream().allMatch(answers::containsKey);
    }

    /** The answers by the keys of whoever asked. What was not answered is not asked any more. */
    Map<String, InputAnswer> take(Round round) {
        var complete = isAnswered(round);
        var taken = new LinkedHashMap<String, InputAnswer>();
        round.keys.forEach((key, unique) -> {
            open.remove(unique);
            var answer = answers.remove(unique);
            if (answer != null) {
                taken.put(key, answer);
            }
        });
        if (!complete) {
            throw new PlatformException(
                    Code.CANCELLED, "the task ended before its client had answered what it was asked");
        }
        return taken;
    }

    /** Questions that are asked at once. */
    static final class Round {
        private final Map<String, InputRequest> requests;
        private final Map<String, String> keys = new LinkedHashMap<>();

        Round(Map<String, InputRequest> requests) {
            this.requests = requests;
        }
    }
}
