package dev.flowbed.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows between the modules; `docs/design/local-testnet.md` says what each is for. */
@AnalyzeClasses(packages = "dev.flowbed", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ALEPHIUM = "dev.flowbed.alephium..";
    private static final String CRDS = "dev.flowbed.crds..";
    private static final String BLUEPRINT = "dev.flowbed.blueprint..";
    private static final String OBSERVER = "dev.flowbed.observer..";
    private static final String RILL = "dev.flowbed.rill..";
    private static final String MINER = "dev.flowbed.miner..";

    @ArchTest
    static final ArchRule alephiumLeansOnNothingOfOurs = leansOnOursOnlyFrom(ALEPHIUM, ALEPHIUM);

    @ArchTest
    static final ArchRule crdsLeanOnNothingOfOurs = leansOnOursOnlyFrom(CRDS, CRDS);

    @ArchTest
    static final ArchRule theBlueprintLeansOnCrds = leansOnOursOnlyFrom(BLUEPRINT, BLUEPRINT, CRDS, ALEPHIUM);

    @ArchTest
    static final ArchRule theObserverLeansOnAlephium = leansOnOursOnlyFrom(OBSERVER, OBSERVER, ALEPHIUM);

    @ArchTest
    static final ArchRule rillLeansOnAlephium = leansOnOursOnlyFrom(RILL, RILL, ALEPHIUM);

    @ArchTest
    static final ArchRule theMinerLeansOnAlephium = leansOnOursOnlyFrom(MINER, MINER, ALEPHIUM);

    @ArchTest
    static final ArchRule theCommandLineRunsNodesAndMinersAsProcessesOnly = noClasses()
            .that()
            .resideInAPackage("dev.flowbed.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(RILL, MINER);

    @ArchTest
    static final ArchRule theBlueprintIsPure = noClasses()
            .that()
            .resideInAPackage(BLUEPRINT)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "io.fabric8.kubernetes.client.dsl..");

    @ArchTest
    static final ArchRule modulesFormNoCycle =
            slices().matching("dev.flowbed.(*)..").should().beFreeOfCycles();

    private static ArchRule leansOnOursOnlyFrom(String module, String... allowed) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(DescribedPredicate.and(
                        JavaClass.Predicates.resideInAPackage("dev.flowbed.."),
                        DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(allowed))))
                .because("the arrows between modules are few");
    }
}
