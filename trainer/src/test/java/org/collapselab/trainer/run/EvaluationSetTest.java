package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.collapselab.datasets.Samples;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationSetTest {
  @TempDir Path dir;

  /** Of 200 training samples, 20 a class. */
  @ParameterizedTest
  @CsvSource({"1, 1", "35, 3", "199, 19", "200, 20", "5000, 20"})
  void everyClassGetsTheSameShareOfTheLimitAndAtLeastOneRow(int limit, int perClass) {
    Samples train = new TinyRun(dir).plan().train();
    EvaluationSet set = EvaluationSet.of("train", train, OptionalInt.of(limit), 1);
    int[] counts = new int[10];
    Arrays.stream(set.rows(0, set.size())).forEach(row -> counts[train.label(row)]++);
    assertThat(counts).containsOnly(perClass);
    assertThat(set.rows(0, set.size())).doesNotHaveDuplicates();
  }

  @Test
  void theRowsDependOnTheSeedAlone() {
    Samples train = new TinyRun(dir).plan().train();
    String rows = EvaluationSet.of("train", train, OptionalInt.of(50), 1).rowsSha256();
    assertThat(EvaluationSet.of("train", train, OptionalInt.of(50), 1).rowsSha256())
        .isEqualTo(rows);
    assertThat(EvaluationSet.of("train", train, OptionalInt.of(50), 2).rowsSha256())
        .isNotEqualTo(rows);
  }

  @Test
  void theTestPartIsLeftOutOnRequest() {
    TinyRun tiny = new TinyRun(dir);
    assertThat(splits(tiny.plan())).containsExactly("train", "test");
    assertThat(splits(tiny.plan("measure.test=false"))).containsExactly("train");
  }

  private static List<String> splits(RunPlan plan) {
    return plan.evaluationSets().stream().map(EvaluationSet::split).toList();
  }
}
