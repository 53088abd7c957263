package dev.mxcp.core.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/** Seals what clients carry for the server: nobody else can read or make it, nor use it for something else. */
public final class StateSeal {

    private static final int MIN_SECRET = 32;
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private StateSeal(SecretKey key) {
        this.key = key;
    }

    /** For one process: what it sealed is void when it ends. */
    public static StateSeal ofProcess() {
        try {
            var generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            return new StateSeal(generator.generateKey());
        } catch (GeneralSecurityException e) {
            throw everyJavaHasIt(e);
        }
    }

    /**
     * For several servers behind one address, which must understand each other.
     *
     * @throws IllegalArgumentException when the secret is too short to be one
     */
    public static StateSeal ofSecret(String secret) {
        if (secret.length() < MIN_SECRET) {
            throw new IllegalArgumentException("must have at least " + MIN_SECRET + " characters, made at random");
        }
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                    .thenExpand("mxcp request state".getBytes(StandardCharsets.UTF_8), 32);
            return new StateSeal(KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters));
        } catch (GeneralSecurityException e) {
            throw everyJavaHasIt(e);
        }
    }

    /** @param purpose what the text may be used for; needed again to open it */
    String seal(byte[] text, byte[] purpose) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(text);
            var whole = ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.array());
        } catch (GeneralSecurityException e) {
            throw everyJavaHasIt(e);
        }
    }

    /** Empty when it was not sealed with this key for this purpose, or was changed since. */
    Optional<byte[]> open(String sealed, byte[] purpose) {
        try {
            var whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed));
            if (whole.remaining() < 1 + NONCE + TAG_BITS / 8 || whole.get() != VERSION) {
                return Optional.empty();
            }
            var nonce = new byte[NONCE];
            whole.get(nonce);
            var text = new byte[whole.remaining()];
            whole.get(text);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(text));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] purpose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose);
        return cipher;
    }

    private static IllegalStateException everyJavaHasIt(GeneralSecurityException e) {
        return new IllegalStateException("every Java has AES-GCM and HKDF", e);
    }
}
