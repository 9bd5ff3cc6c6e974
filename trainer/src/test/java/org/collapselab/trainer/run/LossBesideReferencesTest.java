package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.KnownReferences;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run knows the losses of its references from its first step. */
class LossBesideReferencesTest {
  @TempDir Path runs;

  /** What a listener hears until the first measurement, and then. */
  private static final class Heard implements ProgressListener {
    private final List<String> references = new ArrayList<>();
    private final List<String> measured = new ArrayList<>();

    @Override
    public void references(String line) {
      assertThat(measured).as("measured before the references were known").isEmpty();
      references.add(line);
    }

    @Override
    public void measured(long step, String line) {
      measured.add(line);
    }
  }

  @Test
  void withALambdaHTheLossIsShownBesideThemFromTheStart() throws IOException {
    Heard heard = new Heard();
    RunResult run = new TinyRun(runs).followedBy(heard).run();
    Comparison end = Comparison.read(run.directory().comparison());
    KnownReferences known = KnownReferences.read(run.directory().references());
    assertThat(known.references()).isEqualTo(end.references());
    assertThat(known.problem()).isEqualTo(end.problem());
    double dnc = known.of("dnc").orElseThrow().loss();
    assertThat(heard.references).hasSize(1);
    assertThat(heard.references.get(0)).contains("DNC %.6f".formatted(dnc));
    List<Double> losses = TinyRun.values(run, "train", "", "", "dufm_objective");
    assertThat(heard.measured).hasSameSizeAs(losses);
    for (int i = 0; i < losses.size(); i++) {
      assertThat(heard.measured.get(i))
          .contains("loss %.4g = %.4g × DNC".formatted(losses.get(i), losses.get(i) / dnc));
    }
  }

  /** No reference fits into two dimensions. */
  @Test
  void whereNoReferenceExistsTheLossStandsAlone() {
    Heard heard = new Heard();
    new TinyRun(runs).followedBy(heard).run("model.hidden=[16,2,2]");
    assertThat(heard.references).isEmpty();
    assertThat(heard.measured)
        .isNotEmpty()
        .allMatch(line -> line.contains("loss "))
        .noneMatch(line -> line.contains("×"));
  }

  @Test
  void withoutOneNothingIsClaimed() {
    Heard heard = new Heard();
    RunResult run = new TinyRun(runs).followedBy(heard).run("regularization.lambda_h=0");
    assertThat(heard.references).isEmpty();
    assertThat(heard.measured).isNotEmpty().noneMatch(line -> line.contains("×"));
    assertThat(Files.exists(run.directory().references())).isFalse();
  }
}
