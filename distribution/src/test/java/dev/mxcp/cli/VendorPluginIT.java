package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that a vendor built against the published SPI is dropped into an unpacked distribution, and works. */
class VendorPluginIT {

    private static final Path DISTRIBUTION = Path.of("target/mxcp").toAbsolutePath();
    private static final Path EXAMPLE = DISTRIBUTION.resolve("examples/vendor-plugin");

    @TempDir
    private static Path vendor;

    private static Path vendorJar;

    @TempDir
    private Path work;

    private Path installed;
    private Path project;

    @BeforeAll
    static void theVendorBuildsThePlugin() throws Exception {
        copy(EXAMPLE, vendor.resolve("vendor-plugin"));
        vendorJar = VendorBuild.run(vendor.resolve("vendor-plugin"), vendor);
    }

    @BeforeEach
    void anOperatorUnpacksTheDistribution() throws Exception {
        installed = work.resolve("mxcp");
        copy(DISTRIBUTION, installed);
        project = work.resolve("project");
        copy(EXAMPLE.resolve("project"), project);
    }

    @Test
    void aVendorsJarIsListedAndItsLanguageRuns() throws Exception {
        Files.copy(vendorJar, installed.resolve("plugins/text-template.jar"));

        var list = mxcp("plugins", "list", "--json-output");
        var plugin = Json.mapper()
                .readTree(list.out())
                .get("result")
                .valueStream()
                .filter(entry -> entry.get("name").stringValue().equals("text-template"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(list));
        assertThat(plugin.get("version").stringValue()).isEqualTo("1.0.0");
        assertThat(plugin.get("provider").stringValue()).isEqualTo("Example Ltd");
        assertThat(plugin.get("jar").stringValue()).endsWith("plugins/text-template.jar");
        assertThat(plugin.get("supplies").get("endpoint-language").get(0).stringValue())
                .isEqualTo("text-template");

        var run = mxcp("run", "tool", "greet", "--param", "name=Ada", "--json-output");
        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(Json.mapper().readTree(run.out()).get("result").stringValue())
                .isEqualTo("Hello, Ada from somewhere!");
    }

    @Test
    void aFileBelongsToTheLanguageThatClaimsItsEnding() throws Exception {
        Files.copy(vendorJar, installed.resolve("plugins/text-template.jar"));

        var run = mxcp("run", "tool", "letter", "--param", "name=Ada", "--json-output");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(Json.mapper().readTree(run.out()).get("result").stringValue())
                .isEqualTo("Dear Ada,\nthis letter was written by a plugin.\n");
    }

    @Test
    void withoutTheJarTheProjectSaysWhatIsMissing() throws Exception {
        var run = mxcp("run", "tool", "greet", "--param", "name=Ada");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no plugin for the language 'text-template' is installed");
    }

    @Test
    void aMistakeInATemplateIsFoundWhenTheProjectIsValidated() throws Exception {
        Files.copy(vendorJar, installed.resolve("plugins/text-template.jar"));
        var tool = project.resolve("tools/greet.yml");
        Files.writeString(tool, Files.readString(tool).replace("{place}", "{plcae}"));

        var validate = mxcp("validate");

        assertThat(validate.exitCode()).isEqualTo(1);
        assertThat(validate.out() + validate.err())
                .contains("tools/greet.yml", "no parameter is named 'plcae'; declared: name, place");
    }

    @Test
    void aBrokenJarStopsEveryCommandWithJarCauseAndRemedy() throws Exception {
        Files.writeString(installed.resolve("plugins/broken.jar"), "this is not a jar");

        for (var command :
                List.of(List.of("plugins", "list"), List.of("run", "tool", "greet", "--param", "name=Ada"))) {
            var refused = mxcp(command.toArray(String[]::new));
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains(
                            "plugins/broken.jar: is not a jar, or is damaged",
                            "copy or download it again, and compare its checksum")
                    .doesNotContain("\tat ");
        }
    }

    private record Result(int exitCode, String out, String err) {}

    private Result mxcp(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(installed.resolve("bin/mxcp").toString()));
        command.addAll(List.of(arguments));
        var out = work.resolve("out.txt");
        var err = work.resolve("err.txt");
        var builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MXCP_"));
        var process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("mxcp " + List.of(arguments) + " does not end");
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static void copy(Path source, Path target) throws IOException {
        try (var files = Files.walk(source)) {
            for (var file : files.toList()) {
                var copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!isForAnotherMachine(file)) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Native libraries of other systems are half a gigabyte that this test does not need. */
    private static boolean isForAnotherMachine(Path file) {
        var name = file.getFileName().toString();
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var mine = system.startsWith("mac") ? ".*\\.so_(osx|macos).*" : ".*\\.so_" + system.split(" ", 2)[0] + ".*";
        return name.contains(".so_") && !name.matches(mine);
    }
}
