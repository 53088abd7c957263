package dev.mxcp.core.config;

import dev.mxcp.spi.Secret;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The secret texts within some values, so that they can be kept out of messages that others wrote. */
public final class Secrets {

    private final Set<String> texts = new HashSet<>();

    private Secrets() {}

    /** Looks into records, collections and maps. */
    public static Secrets of(@Nullable Object value) {
        var secrets = new Secrets();
        secrets.collect(value);
        return secrets;
    }

    /** The text with {@code ***} where a secret stood. */
    public String hide(String text) {
        var clean = text;
        for (var secret : texts) {
            clean = clean.replace(secret, "***");
        }
        return clean;
    }

    /** True when the message of the failure or of anything behind it shows a secret. */
    public boolean areIn(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            var text = each.toString();
            if (!hide(text).equals(text)) {
                return true;
            }
        }
        return false;
    }

    private void collect(@Nullable Object value) {
        switch (value) {
            case null -> {}
            case Secret secret -> add(secret.reveal());
            case Map<?, ?> map -> map.values().forEach(this::collect);
            case Collection<?> values -> values.forEach(this::collect);
            case Record config -> {
                for (var component : config.getClass().getRecordComponents()) {
                    collect(read(config, component));
                }
            }
            default -> {}
        }
    }

    private void add(String text) {
        if (!text.isEmpty()) {
            texts.add(text);
        }
    }

    private static @Nullable Object read(Record config, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(config);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
