package dev.mxcp.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rule of {@code validate} or {@code lint}, one assertion of {@code test}, or one judge of {@code evals}. */
@Unstable
public interface QualityCheck extends AutoCloseable {

    /**
     * Looks at one subject.
     *
     * @param subject the endpoint's definition as plain Java, keys as in YAML; for an assertion also {@code expected}
     *     and {@code actual}
     * @return findings; empty when all is well
     */
    List<Finding> check(Map<String, @Nullable Object> subject);

    @Override
    default void close() {}

    enum Severity {
        ERROR,
        WARNING,
        INFO
    }

    /**
     * @param path where in the subject, keys and indexes joined by dots
     * @param message what is wrong
     * @param remedy what to write instead
     */
    record Finding(Severity severity, String path, String message, String remedy) {}
}
