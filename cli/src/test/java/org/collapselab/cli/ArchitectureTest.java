package org.collapselab.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.collapselab");

  /** Each module may use those that stand to the left of it, and of these what its pom names. */
  private static final List<String> LINE =
      List.of("theory", "datasets", "models", "hooks", "trainer", "reports", "studies", "cli");

  @ParameterizedTest
  @FieldSource("LINE")
  void modulesDependInOneDirection(String module) {
    String[] later =
        LINE.subList(LINE.indexOf(module) + 1, LINE.size()).stream()
            .map(ArchitectureTest::module)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(module(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "theory, datasets models hooks",
    "datasets, theory models hooks",
    "models, datasets hooks",
    "hooks, datasets models"
  })
  void theBasesStandBesideOneAnother(String module, String others) {
    noClasses()
        .that()
        .resideInAPackage(module(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Stream.of(others.split(" ")).map(ArchitectureTest::module).toArray(String[]::new))
        .check(CLASSES);
  }

  private static String module(String name) {
    return "org.collapselab." + name + "..";
  }

  @Test
  void theEngineIsCalledFromOnePackageOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.collapselab.models.dl4j..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.deeplearning4j..")
        .check(CLASSES);
  }

  @Test
  void arraysOfTheEngineAreKnownToItAndTheReadersAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.collapselab.models.dl4j..", "org.collapselab.datasets..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.datavec..")
        .check(CLASSES);
  }

  @Test
  void nativeMemoryIsTouchedByEnginesAndWhereMatricesAreSolvedOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.collapselab.models", // its size, and where libraries came from
            "org.collapselab.models.torch..",
            "org.collapselab.models.dl4j..",
            "org.collapselab.models.dufm..",
            "org.collapselab.hooks.metric..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trainer", "reports", "studies", "cli", "hooks", "models"})
  void partsOfAModuleFormNoCycle(String module) {
    slices()
        .matching("org.collapselab.%s.(*)..".formatted(module))
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineTalksToTheConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.collapselab.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }
}
