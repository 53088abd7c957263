package dev.mxcp.core.local;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** A folder that nobody but one user can enter, so whatever lies in it was put there by that user. */
final class PrivateFolder {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final long owner;

    /** @param owner the number that the system knows the user by */
    PrivateFolder(Path path, long owner) {
        this.path = path;
        this.owner = owner;
    }

    static PrivateFolder ofThisUser(Path path) {
        return new PrivateFolder(path, new UnixSystem().getUid());
    }

    /** @throws IOException also when somebody else was there first */
    void make() throws IOException {
        Files.createDirectories(Objects.requireNonNull(path.getParent(), "the root belongs to nobody else"));
        try {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException _) {
            // whether it is ours is seen below
        }
        check();
    }

    /** @throws IOException when it is not this user's, or others can enter it */
    void check() throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is not a folder; remove it");
        }
        if (((Number) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue() != owner) {
            throw new IOException(path + " belongs to another user");
        }
        if (!Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(OWNER_ONLY)) {
            throw new IOException(path + " is open to other users; remove it, or 'chmod 700' it");
        }
    }
}
