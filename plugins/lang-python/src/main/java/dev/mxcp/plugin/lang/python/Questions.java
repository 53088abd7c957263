package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.CallContext.ElicitAnswer;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Questions to the client as a worker sends them, and the answers as it gets them. */
final class Questions {

    private Questions() {}

    static Map<String, InputRequest> of(Map<?, ?> questions) {
        var requests = new LinkedHashMap<String, InputRequest>();
        questions.forEach((key, question) -> requests.put(String.valueOf(key), question(Fields.of(question))));
        return requests;
    }

    static InputRequest question(Fields question) {
        return switch (question.text("kind")) {
            case "form" -> new InputRequest.Form(question.text("message"), question.map("schema"));
            case "page" -> new InputRequest.Page(question.text("message"), question.text("url"));
            case "sample" ->
                new InputRequest.Sample(question.text("prompt"), question.optional("system_prompt"), (int)
                        question.number("max_tokens"));
            case "roots" -> new InputRequest.Roots();
            default -> throw new PlatformException(Code.INVALID_INPUT, "the client cannot be asked this");
        };
    }

    static Map<String, @Nullable Object> answers(Map<String, InputAnswer> answers) {
        var told = new LinkedHashMap<String, @Nullable Object>();
        answers.forEach((key, answer) -> told.put(key, answer(answer)));
        return told;
    }

    private static @Nullable Object answer(InputAnswer answer) {
        return switch (answer) {
            case ElicitAnswer elicited -> elicited(elicited);
            case InputAnswer.Sampled sampled -> sampled.text();
            case InputAnswer.Folders(var folders) ->
                folders.stream()
                        .map(folder -> Map.of("uri", folder.uri(), "name", folder.name() == null ? "" : folder.name()))
                        .toList();
        };
    }

    static Map<String, @Nullable Object> elicited(ElicitAnswer answer) {
        return switch (answer) {
            case ElicitAnswer.Accepted(var content) -> {
                var accepted = new LinkedHashMap<String, @Nullable Object>();
                accepted.put("action", "accept");
                accepted.put("content", content);
                yield accepted;
            }
            case ElicitAnswer.Declined() -> Map.of("action", "decline");
            case ElicitAnswer.Dismissed() -> Map.of("action", "cancel");
        };
    }
}
