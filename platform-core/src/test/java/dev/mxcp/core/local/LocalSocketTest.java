package dev.mxcp.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Kind;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSocketTest {

    private static final Request.Query QUERY = new Request.Query("SELECT 1", Map.of(), false);

    @TempDir
    private Path root;

    @Test
    void aRequestReachesTheServerAsItWasSent() throws Exception {
        var received = new CompletableFuture<Request>();
        var request = new Request.Run(
                Kind.RESOURCE,
                "a://{b}",
                Map.of("b", List.of(1L, "x")),
                Map.of("role", "admin"),
                Map.of("X", "1"),
                true,
                false);
        try (var _ = serve((sent, _) -> {
            received.complete(sent);
            return new Reply.Value(null, false);
        })) {
            ask(request);
        }
        assertThat(received).isCompletedWithValue(request);
    }

    @Test
    void aValueKeepsItsDigitsAndItsLineBreaks() throws Exception {
        var value = Map.of("n", new BigDecimal("12345678901234567890.10"), "text", "a\nb");
        try (var _ = serve((_, _) -> new Reply.Value(value, true))) {
            assertThat(ask(QUERY)).isEqualTo(new Reply.Value(value, true));
        }
    }

    @Test
    void aValidationArrivesWithItsPlaces() throws Exception {
        var problem = Problem.error(new Location("tools/a.yml", 3, 7), "unknown key 'naem'", "did you mean 'name'?");
        var validation = new Reply.Validation(
                "/p", List.of(new Verdict("tool", "a", "tools/a.yml", true, List.of(problem))), List.of());
        try (var _ = serve((_, _) -> validation)) {
            assertThat(ask(new Request.Validate())).isEqualTo(validation);
        }
    }

    @Test
    void whatBreaksInTheServerStaysThere() throws Exception {
        try (var _ = serve((_, _) -> {
            throw new IllegalStateException("secret detail");
        })) {
            assertThat(ask(QUERY))
                    .isInstanceOfSatisfying(
                            Reply.Failure.class,
                            failure -> assertThat(failure.message())
                                    .contains("internal error")
                                    .doesNotContain("secret"));
        }
    }

    @Test
    void anExpectedFailureIsTold() throws Exception {
        try (var _ = serve((_, _) -> {
            throw new PlatformException(Code.FAILED, "the table is gone");
        })) {
            assertThat(ask(QUERY)).isEqualTo(new Reply.Failure("the table is gone"));
        }
    }

    @Test
    void aClientThatLeavesCancelsItsRequest() throws Exception {
        var started = new CompletableFuture<Void>();
        var cancelled = new CompletableFuture<Void>();
        try (var _ = serve((_, cancellation) -> {
            cancellation.onCancel(() -> cancelled.complete(null));
            started.complete(null);
            cancelled.join();
            return new Reply.Value(null, false);
        })) {
            var cancellation = new CallCancellation();
            var asking = CompletableFuture.supplyAsync(() -> client().perform(QUERY, cancellation));
            started.get(10, TimeUnit.SECONDS);
            cancellation.cancel();
            cancelled.get(10, TimeUnit.SECONDS);
            assertThatThrownBy(asking::join).hasCauseInstanceOf(PlatformException.class);
        }
    }

    @Test
    void nobodyElseMayConnect() throws Exception {
        try (var _ = serve((_, _) -> new Reply.Value(null, false))) {
            assertThat(Files.getPosixFilePermissions(socket().file()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(directory()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void theFolderOfTheSocketIsClosedWhereTheOneAroundItIsOpen() throws Exception {
        Files.createDirectory(root.resolve(".mxcp"), permissions("rwxr-xr-x"));
        try (var _ = serve((_, _) -> new Reply.Value(null, false))) {
            assertThat(Files.getPosixFilePermissions(directory()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aServerWritesNothingWhereOthersCanEnter() throws Exception {
        Files.createDirectory(root.resolve(".mxcp"));
        Files.createDirectory(directory(), permissions("rwxr-xr-x"));
        Files.createSymbolicLink(directory().resolve(".gitignore"), root.resolve("planted"));
        assertThatThrownBy(() -> serve((_, _) -> new Reply.Value(null, false)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is open to other users");
        assertThat(root.resolve("planted")).doesNotExist();
        assertThat(socket().file()).doesNotExist();
    }

    @Test
    void aServerFollowsNoLinkToAFolderElsewhere() throws Exception {
        var elsewhere = Files.createDirectory(root.resolve("elsewhere"), permissions("rwx------"));
        Files.createDirectory(root.resolve(".mxcp"));
        Files.createSymbolicLink(directory(), elsewhere);
        assertThatThrownBy(() -> serve((_, _) -> new Reply.Value(null, false)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a folder");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aClientAsksNoSocketThatOthersCouldHavePutThere() throws Exception {
        try (var _ = serve((_, _) -> new Reply.Value(null, false))) {
            Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
            assertThat(LocalClient.connect(socket())).isEmpty();
            Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwx------"));
            assertThat(LocalClient.connect(socket())).isPresent();
        }
    }

    @Test
    void aFolderOfAnotherUserIsNotTrusted() throws Exception {
        var own = Files.createDirectory(root.resolve("own"), permissions("rwx------"));
        int uid = (Integer) Files.getAttribute(own, "unix:uid");
        new PrivateFolder(own, uid).check();
        assertThatThrownBy(() -> new PrivateFolder(own, uid + 1L).check())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to another user");
    }

    @Test
    void theSocketIsKeptOutOfVersionControlAndRemovedAtTheEnd() throws Exception {
        serve((_, _) -> new Reply.Value(null, false)).close();
        assertThat(directory().resolve(".gitignore")).hasContent("*");
        assertThat(socket().file()).doesNotExist();
        assertThat(LocalClient.connect(socket())).isEmpty();
    }

    @Test
    void aSocketThatACrashLeftBehindIsReplaced() throws Exception {
        leaveStaleSocket();
        assertThat(LocalClient.connect(socket())).isEmpty();
        try (var _ = serve((_, _) -> new Reply.Value(1L, false))) {
            assertThat(ask(QUERY)).isEqualTo(new Reply.Value(1L, false));
        }
    }

    @Test
    void aSecondServerLeavesTheFirstItsSocket() throws Exception {
        try (var _ = serve((_, _) -> new Reply.Value(1L, false))) {
            assertThatThrownBy(() -> serve((_, _) -> new Reply.Value(2L, false)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another server");
            assertThat(ask(QUERY)).isEqualTo(new Reply.Value(1L, false));
        }
    }

    @Test
    void profilesHaveSocketsOfTheirOwn() {
        assertThat(LocalSocket.of(root, "dev").file())
                .isNotEqualTo(LocalSocket.of(root, "prod").file());
    }

    @Test
    void aPathThatIsTooLongForASocketIsReplacedByAShortOne() {
        var deep = root.resolve("d".repeat(120));
        var file = LocalSocket.of(deep, "default").file();
        assertThat(file.toString().length()).isLessThan(100);
        assertThat(LocalSocket.of(deep, "default").file()).isEqualTo(file);
    }

    @Test
    void whereNoServerWasNoSocketIsLookedFor() throws Exception {
        var folder = Files.createDirectories(root.resolve("tools"));
        leaveStaleSocket();
        assertThat(LocalSocket.mayExist(folder)).isTrue();
    }

    private void leaveStaleSocket() throws IOException {
        Files.createDirectory(root.resolve(".mxcp"));
        Files.createDirectory(directory(), permissions("rwx------"));
        try (var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket().file()));
        }
        assertThat(socket().file()).exists();
    }

    private Path directory() {
        return root.resolve(".mxcp/run");
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    private LocalServer serve(ProjectOperations operations) throws IOException {
        return LocalServer.start(socket(), operations);
    }

    private Reply ask(Request request) {
        return client().perform(request, new CallCancellation());
    }

    private LocalClient client() {
        return LocalClient.connect(socket()).orElseThrow();
    }

    private LocalSocket socket() {
        return LocalSocket.of(root, "default");
    }
}
