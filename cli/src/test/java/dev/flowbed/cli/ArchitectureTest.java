package dev.flowbed.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.Map;

/** Who may lean on whom: the arrows of the design, and no circles between packages. */
@AnalyzeClasses(packages = "dev.flowbed", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.flowbed.";

    /** The modules, and what of Flowbed each may use beside itself. */
    private static final Map<String, List<String>> ARROWS = Map.of(
            "alephium", List.of(),
            "crds", List.of(),
            "blueprint", List.of("crds", "alephium"),
            "observer", List.of("alephium"),
            "rill", List.of("alephium"),
            "miner", List.of("alephium"),
            "status", List.of("blueprint", "observer", "crds", "alephium"),
            "cli", List.of("status", "blueprint", "observer", "crds", "alephium"));

    @ArchTest
    static void modulesUseOnlyWhatTheDesignSays(JavaClasses all) {
        ARROWS.forEach((module, allowed) -> {
            String[] others = ARROWS.keySet().stream()
                    .filter(other -> !other.equals(module) && !allowed.contains(other))
                    .map(other -> ROOT + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(all);
        });
    }

    @ArchTest
    static void everyModuleIsLookedAt(JavaClasses all) {
        String[] known =
                ARROWS.keySet().stream().map(module -> ROOT + module + "..").toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + ".")
                .should()
                .resideInAnyPackage(known)
                .allowEmptyShould(true)
                .check(all);
        ARROWS.keySet()
                .forEach(module -> classes()
                        .that()
                        .resideInAPackage(ROOT + module + "..")
                        .should()
                        .haveNameMatching(".+")
                        .check(all));
    }

    /** One pair of packages may: BlockFlow asks the rules, and the rules ask the view of a group that BlockFlow made. */
    @ArchTest
    static void noPackagesGoRoundInACircle(JavaClasses all) {
        ARROWS.keySet()
                .forEach(module -> slices().matching(ROOT + module + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .ignoreDependency(
                                resideInAPackage("dev.flowbed.rill.validation"),
                                resideInAPackage("dev.flowbed.rill.flow"))
                        .allowEmptyShould(true)
                        .check(all));
    }

    @ArchTest
    static void theBlueprintAndTheResourcesKnowNoProcessesAndNoSockets(JavaClasses all) {
        noClasses()
                .that()
                .resideInAnyPackage("dev.flowbed.blueprint..", "dev.flowbed.crds..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "io.vertx..", "io.fabric8.kubernetes.client.dsl..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(all);
    }
}
