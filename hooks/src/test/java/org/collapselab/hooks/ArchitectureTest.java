package org.collapselab.hooks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.collapselab.hooks");

  @Test
  void noTypeOfDeeplearning4jOrNd4jAppears() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.datavec..")
        .check(CLASSES);
  }

  @Test
  void onlyTheClassesOfLapackAndBlasTouchNativeCode() {
    noClasses()
        .that()
        .doNotHaveSimpleName("LapackSingularValues")
        .and()
        .doNotHaveSimpleName("RowProducts")
        .and()
        .doNotHaveSimpleName("RowSpace")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..")
        .check(CLASSES);
  }

  @Test
  void metricsDependOnTheTheoryButNotOnTaps() {
    classes()
        .that()
        .resideInAPackage("org.collapselab.hooks.metric")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.collapselab.hooks.metric",
            "org.collapselab.theory",
            "java..",
            "org.ejml..",
            "org.bytedeco..")
        .check(CLASSES);
  }
}
