package dev.mxcp.core.local;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the socket of one project and profile lies: {@code .mxcp/run/serve-<profile>.sock}. Unix allows about 100 bytes
 * for the path, so for deep projects it lies in the user's own directory under the system's temporary one. Either
 * directory is its user's alone: both ends trust each other because they could both enter it.
 */
public final class LocalSocket {

    private static final String DIRECTORY = ".mxcp/run";
    private static final int MAX_PATH_BYTES = 100;

    private final Path directory;
    private final Path file;

    private LocalSocket(Path directory, String name) {
        this.directory = directory;
        this.file = directory.resolve(name);
    }

    /** @param root the folder that holds {@code mxcp-site.yml} */
    public static LocalSocket of(Path root, String profile) {
        var absolute = root.toAbsolutePath().normalize();
        var beside = new LocalSocket(absolute.resolve(DIRECTORY), "serve-" + profile + ".sock");
        if (beside.file.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH_BYTES) {
            return beside;
        }
        return new LocalSocket(userDirectory(), digest(absolute + "\n" + profile) + ".sock");
    }

    /** Quickly says no where no server of a project around this folder can be. */
    public static boolean mayExist(Path folder) {
        if (hasSocket(userDirectory())) {
            return true;
        }
        for (Path place = folder.toAbsolutePath(); place != null; place = place.getParent()) {
            if (hasSocket(place.resolve(DIRECTORY))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasSocket(Path directory) {
        try (var sockets = Files.newDirectoryStream(directory, "*.sock")) {
            return sockets.iterator().hasNext();
        } catch (IOException _) {
            return false;
        }
    }

    private static Path userDirectory() {
        return Path.of("/tmp", "mxcp-" + System.getProperty("user.name"));
    }

    public Path file() {
        return file;
    }

    UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(file);
    }

    /** Makes the directory, and keeps it out of version control. */
    void prepareDirectory() throws IOException {
        PrivateFolder.ofThisUser(directory).make();
        var ignore = directory.resolve(".gitignore");
        if (!Files.exists(ignore)) {
            Files.writeString(ignore, "*\n");
        }
    }

    /** @throws IOException when the socket there may be somebody else's */
    void checkDirectory() throws IOException {
        PrivateFolder.ofThisUser(directory).check();
    }

    private static String digest(String text) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
