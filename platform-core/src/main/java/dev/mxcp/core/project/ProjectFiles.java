package dev.mxcp.core.project;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.yaml.Encoding;
import dev.mxcp.core.yaml.YamlDocument;
import dev.mxcp.core.yaml.YamlException;
import dev.mxcp.core.yaml.YamlLimits;
import dev.mxcp.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Reads a project's files within limits, and remembers each one for the digest. Thread-safe. */
final class ProjectFiles {

    private static final YamlLimits LIMITS = YamlLimits.DEFAULTS;

    private final Path root;
    private final Path realRoot;
    private final YamlReader reader = new YamlReader(LIMITS);
    private final SortedMap<Path, byte[]> digests = new ConcurrentSkipListMap<>();

    ProjectFiles(Path root) throws IOException {
        this.root = root;
        this.realRoot = root.toRealPath();
    }

    Path root() {
        return root;
    }

    /** The name that people see: relative to the root where possible, with {@code /}. */
    String name(Path file) {
        var shown = file.startsWith(root) ? root.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }

    YamlDocument yaml(Path file) throws IOException, YamlException {
        return reader.read(name(file), read(file));
    }

    String text(Path file) throws IOException {
        return Encoding.decode(bytes(file));
    }

    byte[] bytes(Path file) throws IOException {
        var bytes = read(file);
        if (bytes.length > LIMITS.bytes()) {
            throw new IOException("too large");
        }
        return bytes;
    }

    /** Makes the file's content part of the digest, whatever it is. */
    void note(Path file) throws IOException {
        read(file);
    }

    /** False for a path that leaves the project, be it by {@code ..} or by a symbolic link. */
    boolean isInside(Path file) throws IOException {
        return file.normalize().startsWith(root) && file.toRealPath().startsWith(realRoot);
    }

    List<Path> read() {
        return List.copyOf(digests.keySet());
    }

    /** Over the names and contents of everything read, in the order of the names. */
    String digest() {
        var digest = sha256();
        digests.forEach((file, content) -> {
            digest.update(name(file).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private byte[] read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("not a regular file");
        }
        try (var stream = Files.newInputStream(file)) {
            // One byte beyond the limit lets the reader see that there is more.
            var bytes = stream.readNBytes(LIMITS.bytes() + 1);
            digests.put(file, sha256().digest(bytes));
            return bytes;
        }
    }

    static int maxBytes() {
        return LIMITS.bytes();
    }

    Location start(Path file) {
        return new Location(name(file), 1, 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
