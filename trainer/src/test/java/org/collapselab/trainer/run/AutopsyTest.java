package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutopsyTest {
  private static final Pattern SETTING = Pattern.compile("(optimizer\\.\\w+=\\S+) holds: tried");

  @TempDir Path dir;

  private String reason(String... overrides) {
    RunResult run = new TinyRun(dir).run(overrides);
    assertThat(run.summary().state()).isEqualTo(EndState.DIVERGED);
    return run.summary().reason();
  }

  private EndState endWith(String setting, String... overrides) {
    String[] all = java.util.Arrays.copyOf(overrides, overrides.length + 1);
    all[overrides.length] = setting;
    return new TinyRun(dir).run(all).summary().state();
  }

  @Test
  void aRateThatIsTooLargeIsComparedWithTheCurvatureAndTheNamedSettingHolds() {
    String[] hot = {"optimizer.learning_rate=3", "optimizer.warmup_steps=0"};
    String reason = reason(hot);
    assertThat(reason)
        .startsWith("training diverged at step ")
        .contains("the fit grew most, from ", "of norm ", "is largest in fc")
        .containsPattern("At step 0 the largest curvature .* λ_max = ")
        .contains("the rate was 3.0");
    Matcher named = SETTING.matcher(reason);
    assertThat(named.find()).as(reason).isTrue();
    assertThat(endWith(named.group(1), hot)).isEqualTo(EndState.COMPLETED);
  }

  @Test
  void aFeaturePenaltyThatIsTooLargeIsNamed() {
    assertThat(reason("regularization.lambda_h=1000", "optimizer.warmup_steps=0"))
        .contains("the feature penalty grew most");
  }

  @Test
  void theSameWithResidualNetworks() {
    String reason =
        reason(
            "model={type: resnet20, head: {depth: 2, width: 8}}",
            "data.samples_per_class=2",
            "train.batch_size=10",
            "optimizer.learning_rate=100",
            "optimizer.warmup_steps=0",
            "regularization.l2_head=1");
    assertThat(reason).contains("λ_max", "grew most");
  }
}
