package dev.mxcp.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client answered to an {@link InputRequest}. It is the client's word: nothing in it is verified. */
@Unstable
public sealed interface InputAnswer permits CallContext.ElicitAnswer, InputAnswer.Sampled, InputAnswer.Folders {

    /** @param model the name of the model that answered; null when the client does not say */
    record Sampled(String text, @Nullable String model) implements InputAnswer {}

    record Folders(List<Folder> folders) implements InputAnswer {
        public Folders {
            folders = List.copyOf(folders);
        }
    }

    /** @param name for people; null when it has none */
    record Folder(String uri, @Nullable String name) {}
}
