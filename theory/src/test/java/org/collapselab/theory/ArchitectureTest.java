package org.collapselab.theory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void theTheoryKnowsNoTrainingFrameworkAndNoOtherModule() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.collapselab.theory");
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.nd4j..",
            "org.deeplearning4j..",
            "org.datavec..",
            "org.collapselab.datasets..",
            "org.collapselab.models..",
            "org.collapselab.hooks..",
            "org.collapselab.trainer..")
        .check(classes);
  }
}
