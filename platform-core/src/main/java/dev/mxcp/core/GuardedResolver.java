package dev.mxcp.core;

import dev.mxcp.core.plugin.Supplied;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.Secret;
import dev.mxcp.spi.SecretResolver;
import java.util.function.Supplier;

/** A plugin's resolver whose defects become messages. What an exception says is left out: it may quote a secret. */
record GuardedResolver(Supplied<SecretResolver> supplied, SecretResolver resolver) implements SecretResolver {

    @Override
    public String scheme() {
        return guarded("naming its scheme", resolver::scheme);
    }

    @Override
    public Secret resolve(String reference) {
        return guarded("resolving '%s'".formatted(reference), () -> resolver.resolve(reference));
    }

    /** {@code secret resolver 'vault' of the plugin 'acme-vault'}. */
    String label() {
        return "%s of the plugin '%s'".formatted(supplied.label(), supplied.plugin());
    }

    private <T> T guarded(String step, Supplier<T> work) {
        try {
            var value = work.get();
            if (value == null) {
                throw broken("returned nothing on", step);
            }
            return value;
        } catch (PlatformException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw broken("failed with %s on".formatted(e.getClass().getSimpleName()), step);
        }
    }

    private PlatformException broken(String how, String step) {
        return new PlatformException(
                PlatformException.Code.FAILED,
                "the %s %s %s; report this to the plugin's provider".formatted(label(), how, step));
    }
}
