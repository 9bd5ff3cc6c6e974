package org.collapselab.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.collapselab");

  @ParameterizedTest
  @CsvSource({
    "theory, datasets models hooks trainer",
    "datasets, theory models hooks trainer",
    "models, theory datasets hooks trainer",
    "hooks, datasets models trainer"
  })
  void modulesDependInOneDirection(String module, String others) {
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
  void nativeMemoryIsTouchedWhereMatricesAreSolvedOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.collapselab.models.dl4j..",
            "org.collapselab.models.dufm..",
            "org.collapselab.hooks.metric..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(CLASSES);
  }

  @Test
  void partsOfTheTrainerFormNoCycle() {
    slices().matching("org.collapselab.trainer.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheCommandLineTalksToTheConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.collapselab.trainer.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }
}
