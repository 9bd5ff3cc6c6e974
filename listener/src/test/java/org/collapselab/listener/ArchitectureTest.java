package org.collapselab.listener;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.collapselab");

  @Test
  void theEngineIsKnownToItsPackageAndTheListenerAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.collapselab.models.dl4j..", "org.collapselab.listener..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.deeplearning4j..")
        .check(CLASSES);
  }

  @Test
  void nothingNeedsTheListener() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.collapselab.listener..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.collapselab.listener..")
        .check(CLASSES);
  }
}
