package dev.mxcp.conformance;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.CallContext.ElicitAnswer;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.InputRequest.Form;
import dev.mxcp.spi.InputRequest.Roots;
import dev.mxcp.spi.InputRequest.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Endpoints that ask the client's user, model or folders before they answer. */
final class AskingFixtures {

    private static final Sample CAPITAL = new Sample("What is the capital of France?", null, 100);

    private AskingFixtures() {}

    static Map<String, Fixture> all() {
        var fixtures = new LinkedHashMap<String, Fixture>();
        fixtures.put("sampling", (arguments, call) -> sampling(text(arguments, "prompt"), call));
        fixtures.put("elicitation", (arguments, call) -> elicitation(text(arguments, "message"), call));
        fixtures.put("elicitation-defaults", asking("Please confirm the defaults", Forms.withDefaults()));
        fixtures.put("elicitation-enums", asking("Please choose", Forms.withChoices()));
        fixtures.put("name-form", (_, call) -> greeting(call));
        fixtures.put("capital", (_, call) -> told(call, "capital_question", CAPITAL));
        fixtures.put("roots", (_, call) -> told(call, "client_roots", new Roots()));
        fixtures.put("confirmation", (_, call) -> confirmation(call));
        fixtures.put("several-questions", (_, call) -> several(call));
        fixtures.put("two-rounds", (_, call) -> twoRounds(call));
        fixtures.put("what-the-client-can", (_, call) -> whatTheClientCan(call));
        fixtures.put("context-prompt", (_, call) -> contextPrompt(call));
        fixtures.put("streaming-elicitation", (_, call) -> streaming(call));
        return fixtures;
    }

    private static EndpointResult sampling(String prompt, CallContext call) {
        return EndpointResult.of("LLM response: " + call.sample(prompt, 100));
    }

    private static EndpointResult elicitation(String message, CallContext call) {
        return EndpointResult.of("User response: " + said(call.elicit(message, Forms.contact())));
    }

    private static Fixture asking(String message, Map<String, ?> form) {
        return (_, call) -> EndpointResult.of("Elicitation completed: " + said(call.elicit(message, form)));
    }

    private static EndpointResult greeting(CallContext call) {
        var name = answer(call, "user_name", nameForm());
        return EndpointResult.of(
                name instanceof ElicitAnswer.Accepted(var content)
                        ? "Hello, %s!".formatted(content.get("name"))
                        : "Hello, stranger!");
    }

    private static EndpointResult told(CallContext call, String key, InputRequest question) {
        return EndpointResult.of("The client says: " + said(answer(call, key, question)));
    }

    private static EndpointResult confirmation(CallContext call) {
        var answer = answer(call, "confirm", new Form("Please confirm", Forms.required("ok", "boolean")));
        return EndpointResult.of("state-ok: " + said(answer));
    }

    private static EndpointResult several(CallContext call) {
        var answers = call.ask(Map.of(
                "user_name", nameForm(),
                "greeting", new Sample("Generate a greeting", null, 50),
                "client_roots", new Roots()));
        return EndpointResult.of("The client answered %d questions.".formatted(answers.size()));
    }

    private static EndpointResult twoRounds(CallContext call) {
        var name = answer(call, "step1", new Form("Step 1: What is your name?", Forms.required("name", "string")));
        var color = answer(
                call, "step2", new Form("Step 2: What is your favorite color?", Forms.required("color", "string")));
        return EndpointResult.of("The name is %s and the color %s.".formatted(said(name), said(color)));
    }

    /** Asks the user; a client that cannot show a form is asked for its model. */
    private static EndpointResult whatTheClientCan(CallContext call) {
        return call.canAsk(nameForm()) ? told(call, "user_name", nameForm()) : told(call, "capital_question", CAPITAL);
    }

    private static EndpointResult streaming(CallContext call) {
        call.progress(1, 2.0, "asking");
        return greeting(call);
    }

    private static EndpointResult contextPrompt(CallContext call) {
        var question = new Form("What context should the prompt use?", Forms.required("context", "string"));
        return EndpointResult.of("Use this context: " + said(answer(call, "user_context", question)));
    }

    private static Form nameForm() {
        return new Form("What is your name?", Forms.required("name", "string"));
    }

    static InputAnswer answer(CallContext call, String key, InputRequest question) {
        return call.ask(Map.of(key, question)).getOrDefault(key, new ElicitAnswer.Dismissed());
    }

    static String said(InputAnswer answer) {
        return switch (answer) {
            case ElicitAnswer.Accepted(var content) -> "action=accept, content=" + content;
            case ElicitAnswer.Declined _ -> "action=decline";
            case ElicitAnswer.Dismissed _ -> "action=cancel";
            case InputAnswer.Sampled sampled -> sampled.text();
            case InputAnswer.Folders(List<InputAnswer.Folder> folders) -> folders.toString();
        };
    }

    private static String text(Map<String, @Nullable Object> arguments, String name) {
        return String.valueOf(arguments.get(name));
    }
}
