package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/mxcp} in a copy of the distribution without the large native libraries. */
class LauncherIT {

    private static final Path BUILT = Path.of("target/mxcp").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    @TempDir
    private Path directory;

    private Path home;

    private record Result(int exitCode, String out, String err) {}

    @BeforeEach
    void copyDistribution() throws IOException {
        home = directory.resolve("mxcp");
        try (var files = Files.walk(BUILT)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var copy = home.resolve(BUILT.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!file.getFileName().toString().startsWith("libduckdb")) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    @Test
    void theStartUpCacheIsUsed() throws Exception {
        var result = mxcp(Map.of("MXCP_JAVA_OPTS", "-Xlog:class+load=info:stderr"), "--version");

        assertThat(result.err()).contains("dev.mxcp.cli.CommandTree source: shared objects file");
        assertThat(result.out()).startsWith("mxcp ").hasLineCount(1);
    }

    /** As an archive leaves them that is unpacked in another time zone. */
    @Test
    void theStartUpCacheIsUsedAlthoughTheJarsHaveOtherTimes() throws Exception {
        for (var jar : home.resolve("lib").toFile().listFiles((_, name) -> name.endsWith(".jar"))) {
            Files.setLastModifiedTime(jar.toPath(), FileTime.from(Instant.parse("2026-01-01T09:00:00Z")));
        }

        assertThat(mxcp(Map.of(), "--version").err()).isEmpty();
        assertThat(mxcp(Map.of("MXCP_JAVA_OPTS", "-Xlog:class+load=info:stderr"), "--version")
                        .err())
                .contains("dev.mxcp.cli.CommandTree source: shared objects file");
    }

    @Test
    void theCodeOfASwappedJarRunsAlthoughItsSizeAndTimeAreTheSame() throws Exception {
        assertThat(mxcp(Map.of(), "--version").out()).startsWith("mxcp ");
        var jar = home.resolve("lib/mxcp.jar");
        var time = Files.getLastModifiedTime(jar);
        replaceVersionClass(jar, "new code");
        Files.setLastModifiedTime(jar, time);

        assertThat(mxcp(Map.of(), "--version").out()).isEqualTo("new code\n");
    }

    @Test
    void aPluginJarThatWasTouchedIsRead() throws Exception {
        var jar = home.resolve("plugins/lang-jinja").toFile().listFiles((_, name) -> name.endsWith(".jar"))[0];
        Files.writeString(jar.toPath(), "not a jar");

        assertThat(mxcp(Map.of(), "plugins", "list").err()).contains(jar.getName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-XX:-UseCompactObjectHeaders", "-XX:+UseSerialGC -Xmx5g", "-Xint", "-XX:AOTCache=nowhere.aot"})
    void otherFlagsOfTheJvmLeaveStdoutClean(String options) throws Exception {
        var result = mxcp(Map.of("MXCP_JAVA_OPTS", options), "--version");

        assertThat(result.out()).startsWith("mxcp ").hasLineCount(1);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aBrokenCacheLeavesStdoutClean() throws Exception {
        Files.write(home.resolve("lib/mxcp.aot"), new byte[4096]);

        var result = mxcp(Map.of(), "--version");

        assertThat(result.out()).startsWith("mxcp ").hasLineCount(1);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void anotherJavaStartsWithoutTheCache() throws Exception {
        var other = Files.createDirectories(directory.resolve("other"));
        for (var name : List.of("bin", "lib", "conf")) {
            Files.createSymbolicLink(other.resolve(name), JAVA.resolve(name));
        }
        Files.writeString(other.resolve("release"), "JAVA_VERSION=\"25.0.99\"\n");

        var result = mxcp(
                Map.of("MXCP_JAVA_HOME", other.toString(), "MXCP_JAVA_OPTS", "-Xlog:class+load=info:stderr"),
                "--version");

        assertThat(result.err()).doesNotContain("dev.mxcp.cli.CommandTree source: shared objects file");
        assertThat(result.out()).startsWith("mxcp ").hasLineCount(1);
    }

    @Test
    void anOlderJavaIsPassedOver() throws Exception {
        var older = Files.createDirectories(directory.resolve("older/bin")).getParent();
        Files.writeString(older.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.copy(Path.of("/bin/false"), older.resolve("bin/java"));

        var result = mxcp(
                Map.of("JAVA_HOME", older.toString(), "PATH", JAVA.resolve("bin") + ":/usr/bin:/bin"), "--version");

        assertThat(result.out()).startsWith("mxcp ");
    }

    @Test
    void aNamedJavaThatIsNoneIsSaid() throws Exception {
        var result = mxcp(Map.of("MXCP_JAVA_HOME", "/nowhere"), "--version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("MXCP_JAVA_HOME is /nowhere").contains("Java 25");
    }

    @Test
    void worksThroughASymbolicLinkFromElsewhere() throws Exception {
        var link = Files.createSymbolicLink(directory.resolve("link"), home.resolve("bin/mxcp"));
        var second = Files.createSymbolicLink(directory.resolve("second"), Path.of("link"));

        assertThat(run(second, Map.of(), "--version").out()).startsWith("mxcp ");
        assertThat(link).isSymbolicLink();
    }

    /** There is no Windows here to run it on. */
    @Test
    void theLauncherForWindowsPassesTheSameFlags() throws Exception {
        var windows = Files.readString(home.resolve("bin/mxcp.cmd"));
        var flags = Pattern.compile("jvm_flags=\"([^\"]*)\"").matcher(Files.readString(home.resolve("lib/launch.sh")));
        var tuning = Pattern.compile("tuning=\"?([^\"\n]*)").matcher(Files.readString(home.resolve("bin/mxcp")));

        assertThat(windows.lines().count()).isEqualTo(windows.split("\r\n").length);
        assertThat(flags.find()).isTrue();
        assertThat(windows).contains("set \"FLAGS=" + flags.group(1).replaceAll("\\s+", " ") + "\"");
        var tunings = tuning.results().map(result -> result.group(1)).toList();
        assertThat(tunings).as("of short commands and of a server").hasSize(2);
        assertThat(tunings).allSatisfy(one -> assertThat(windows).contains("set \"TUNING=" + one + "\""));
    }

    private static void replaceVersionClass(Path jar, String version) throws IOException {
        var work = Files.createTempDirectory(jar.getParent(), "classes");
        var source = work.resolve("Version.java");
        Files.writeString(source, """
                package dev.mxcp.cli;
                final class Version implements picocli.CommandLine.IVersionProvider {
                    static String current() { return "%1$s"; }
                    public String[] getVersion() { return new String[] {"%1$s"}; }
                }
                """.formatted(version));
        var compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", jar.toString(), "-d", work.toString(), source.toString());
        assertThat(compiled).isZero();
        try (var content = FileSystems.newFileSystem(jar)) {
            Files.copy(
                    work.resolve("dev/mxcp/cli/Version.class"),
                    content.getPath("dev/mxcp/cli/Version.class"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Result mxcp(Map<String, String> environment, String... arguments) throws Exception {
        return run(home.resolve("bin/mxcp"), environment, arguments);
    }

    private Result run(Path executable, Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        var out = directory.resolve("out");
        var err = directory.resolve("err");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MXCP_"));
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        builder.environment().putAll(environment);
        var exitCode = builder.start().waitFor();
        return new Result(exitCode, Files.readString(out), Files.readString(err));
    }
}
