package dev.mxcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between modules, and around each library. */
@AnalyzeClasses(
        packages = "dev.mxcp",
        importOptions = {DoNotIncludeTests.class, HouseRulesTest.DoNotIncludeContractKits.class})
class HouseRulesTest {

    /** They are tests as well, in a jar of their own. */
    static final class DoNotIncludeContractKits implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/dev/mxcp/spi/contract/");
        }
    }

    @ArchTest
    static final ArchRule THE_SPI_NEEDS_ONLY_THE_JDK_AND_JSPECIFY = classes()
            .that()
            .resideInAPackage("dev.mxcp.spi..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax..", "org.jspecify..", "dev.mxcp.spi..");

    @ArchTest
    static final ArchRule PLUGINS_KNOW_NEITHER_THE_CORE_NOR_THE_LOADER = noClasses()
            .that()
            .resideInAPackage("dev.mxcp.plugin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.mxcp.core..", "dev.mxcp.cli..", "org.pf4j..");

    @ArchTest
    static final ArchRule THE_PLATFORM_KNOWS_NO_PLUGIN = noClasses()
            .that()
            .resideInAnyPackage("dev.mxcp.core..", "dev.mxcp.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.mxcp.plugin..");

    @ArchTest
    static final ArchRule THE_CORE_DOES_NOT_KNOW_THE_COMMAND_LINE = noClasses()
            .that()
            .resideInAPackage("dev.mxcp.core..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.mxcp.cli..");

    @ArchTest
    static final ArchRule PF4J = onlyIn("dev.mxcp.core.plugin..", "org.pf4j..");

    @ArchTest
    static final ArchRule HELIDON = onlyIn("dev.mxcp.core.http..", "io.helidon..");

    @ArchTest
    static final ArchRule MCP_SDK = onlyIn("dev.mxcp.core.mcp..", "io.modelcontextprotocol..");

    @ArchTest
    static final ArchRule SNAKE_YAML = onlyIn("dev.mxcp.core.yaml..", "org.yaml..");

    @ArchTest
    static final ArchRule JSON_SCHEMA = onlyIn("dev.mxcp.core.schema..", "com.networknt..");

    @ArchTest
    static final ArchRule REGULAR_EXPRESSIONS_IN_LINEAR_TIME = onlyIn("dev.mxcp.core.type..", "com.google.re2j..");

    @ArchTest
    static final ArchRule PICOCLI = onlyIn("dev.mxcp.cli..", "picocli..");

    @ArchTest
    static final ArchRule THE_CORE_HAS_NO_CYCLES =
            slices().matching("dev.mxcp.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_HOLDS_THE_STANDARD_STREAMS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.mxcp.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "in");

    private static ArchRule onlyIn(String wall, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(wall)
                .and()
                .resideInAnyPackage("dev.mxcp.core..", "dev.mxcp.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
