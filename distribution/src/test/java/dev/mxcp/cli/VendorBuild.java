package dev.mxcp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Builds the vendor's example as a vendor would: Maven, the published SPI, and nothing of this build.
 *
 * <p>Its local repository is of its own, so that the SPI under test never ends up in the developer's; what that one
 * holds already is taken from there.
 */
final class VendorBuild {

    private static final Path SPI = Path.of("../spi/target").toAbsolutePath().normalize();
    private static final long TIMEOUT_MINUTES = 10;

    private VendorBuild() {}

    /** The vendor's jar. */
    static Path run(Path project, Path work) throws IOException, InterruptedException {
        var repository = publishSpi(work.resolve("repository"));
        var settings = Files.writeString(work.resolve("settings.xml"), settings(repository, work.resolve("m2")));
        var log = work.resolve("maven.log");
        var build = new ProcessBuilder(
                        maven(), "-B", "-s", settings.toString(), "-Dmxcp.version=" + version(), "verify")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        build.environment().put("JAVA_HOME", System.getProperty("java.home"));
        build.environment().remove("MAVEN_OPTS");
        var process = build.start();
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("the vendor's build failed:\n" + Files.readString(log));
        }
        return project.resolve("target/text-template.jar");
    }

    /** A file repository is a folder of this layout. */
    private static Path publishSpi(Path repository) throws IOException {
        var version = version();
        var folder = Files.createDirectories(repository.resolve("dev/mxcp/spi").resolve(version));
        Files.copy(SPI.resolve("published-pom.xml"), folder.resolve("spi-%s.pom".formatted(version)));
        for (var end : new String[] {".jar", "-tests.jar"}) {
            var name = "spi-" + version + end;
            Files.copy(SPI.resolve(name), folder.resolve(name));
        }
        return repository;
    }

    private static String version() throws IOException {
        try (var jars = Files.list(SPI)) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.endsWith("-tests.jar"))
                    .map(name -> name.substring("spi-".length(), name.length() - "-tests.jar".length()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the SPI is not packaged: " + SPI));
        }
    }

    private static String settings(Path published, Path local) {
        // set by Failsafe
        var machine =
                Path.of(System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository"));
        return """
                <settings>
                  <localRepository>%s</localRepository>
                  <profiles>
                    <profile>
                      <id>vendor</id>
                      <activation><activeByDefault>true</activeByDefault></activation>
                      <repositories>
                        <repository>
                          <id>published</id><url>%s</url>
                          <releases><enabled>true</enabled></releases><snapshots><enabled>true</enabled></snapshots>
                        </repository>
                        %s
                      </repositories>
                      <pluginRepositories>%s</pluginRepositories>
                    </profile>
                  </profiles>
                </settings>
                """.formatted(
                        local, published.toUri(), machine("repository", machine), machine("pluginRepository", machine));
    }

    private static String machine(String element, Path repository) {
        return """
                <%1$s>
                  <id>machine</id><url>%2$s</url>
                  <releases><enabled>true</enabled><checksumPolicy>ignore</checksumPolicy></releases>
                  <snapshots><enabled>false</enabled></snapshots>
                </%1$s>
                """.formatted(element, repository.toUri());
    }

    private static String maven() {
        var home = System.getProperty("maven.home");
        return home == null ? "mvn" : Path.of(home, "bin", "mvn").toString();
    }
}
