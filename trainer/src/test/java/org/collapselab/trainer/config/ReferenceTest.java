package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collapselab.trainer.testing.Repository;
import org.junit.jupiter.api.Test;

/** The checked-in schema and reference follow from the record classes. */
class ReferenceTest {
  private static final String REWRITE =
      "%s is stale; rewrite it with: mvn -pl trainer -am test -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dcollapse.rewrite=true";
  private static final String BEGIN = "<!-- keys: begin -->\n";
  private static final String END = "<!-- keys: end -->\n";

  @Test
  void checkedInSchemasAreTheGeneratedOnes() throws IOException {
    check(
        Repository.path("docs/schema/experiment.schema.json"),
        JsonSchemaWriter.write("Collapse Lab experiment", Sections.EXPERIMENT));
    check(
        Repository.path("docs/schema/sweep.schema.json"),
        JsonSchemaWriter.write("Collapse Lab sweep", Sections.SWEEP));
  }

  @Test
  void checkedInReferencesAreTheGeneratedOnes() throws IOException {
    checkKeys("docs/configuration.md", Sections.EXPERIMENT);
    checkKeys("docs/sweeps.md", Sections.SWEEP);
    checkKeys("docs/bring-your-own.md", Sections.section(FeatureConfig.class));
  }

  private static void checkKeys(String path, ValueType.Section root) throws IOException {
    Path file = Repository.path(path);
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    assertThat(end).as("markers in %s", file).isGreaterThanOrEqualTo(begin);
    check(file, text.substring(0, begin) + MarkdownWriter.write(root) + text.substring(end));
  }

  private static void check(Path file, String generated) throws IOException {
    if (Boolean.getBoolean("collapse.rewrite")) {
      Files.writeString(file, generated);
    }
    String checkedIn = Files.exists(file) ? Files.readString(file) : "";
    assertThat(checkedIn).as(REWRITE, file.getFileName()).isEqualTo(generated);
  }
}
