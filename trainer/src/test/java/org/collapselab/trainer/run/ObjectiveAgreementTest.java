package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import org.collapselab.trainer.store.npy.NpyFile;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The objective, evaluated again from the exported weights and the data, on either device. */
@Tag("cpu")
@Tag("gpu")
class ObjectiveAgreementTest {
  private static final double RELATIVE = 1e-9;

  @TempDir Path dir;

  /** Decoupled decay c with momentum 0.9 counts as λ = 0.1 c. */
  @ParameterizedTest
  @CsvSource({"mse, relu, 0", "ce, relu, 0", "mse, linear, 0", "mse, relu, 0.01"})
  void fitAndPenaltiesAddUpToTheIndependentlyEvaluatedObjective(
      String loss, String activation, double decay) throws IOException {
    TinyRun tiny = new TinyRun(dir);
    RunResult run =
        tiny.run(
            "model.precision=double",
            "optimizer.learning_rate=0.005",
            "loss=" + loss,
            "model.activation=" + activation,
            "regularization.decoupled_weight_decay=" + decay);
    Evaluation e = new Evaluation(run, activation.equals("relu"), loss.equals("mse"));
    e.run(tiny.plan().train());

    double l1 = 1e-3 + 0.1 * decay;
    double l2 = 2e-3 + 0.1 * decay;
    double head = (l1 * e.norms[2] + l2 * e.norms[3]) / 2;
    double features = 1e-5 / 2 * e.featureNorm;
    requireLogged(run, "fit", e.fit);
    requireLogged(run, "penalty_head", head);
    requireLogged(run, "penalty_features", features);
    requireLogged(run, "penalty_backbone", l1 * (e.norms[0] + e.norms[1]) / 2);
    requireLogged(run, "dufm_objective", e.fit + head + features);
    JsonNode objective = TinyRun.json(run.directory().comparison()).get("objective");
    requireClose(objective.get("dufm_total").asDouble(), e.fit + head + features);
    requireClose(objective.at("/head_penalties/1").asDouble(), l2 * e.norms[3] / 2);
    assertThat(objective.get("samples").asLong()).isEqualTo(200);
    DoubleSummaryStatistics energies =
        DoubleStream.of(l1 * e.norms[2], l2 * e.norms[3], 1e-5 * e.featureNorm).summaryStatistics();
    requireClose(
        objective.get("balance_gap").asDouble(), energies.getMax() / energies.getMin() - 1);
    JsonNode problem = TinyRun.json(run.directory().comparison()).get("problem");
    requireClose(problem.at("/lambdas/0").asDouble(), l1);
  }

  private static void requireLogged(RunResult run, String metric, double expected)
      throws IOException {
    List<Double> logged = TinyRun.values(run, "train_all", "", "", metric);
    assertThat(logged).as(metric).hasSize(1);
    requireClose(logged.get(0), expected);
  }

  private static void requireClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
  }

  private static final class Evaluation {
    private final double[][] weights = new double[4][];
    private final double[][] biases = new double[4][];
    private final int[] widths = {784, 16, 16, 16, 10};
    private final boolean relu;
    private final boolean mse;
    private final double[] norms = new double[4];
    private double fit;
    private double featureNorm;

    Evaluation(RunResult run, boolean relu, boolean mse) throws IOException {
      this.relu = relu;
      this.mse = mse;
      Path folder = run.directory().path().resolve("weights");
      for (int i = 0; i < 4; i++) {
        weights[i] = NpyFile.read(folder.resolve("fc%d.npy".formatted(i + 1))).toDoubles();
        biases[i] =
            i < 2
                ? NpyFile.read(folder.resolve("fc%d.bias.npy".formatted(i + 1))).toDoubles()
                : new double[widths[i + 1]];
        norms[i] = squaredNorm(weights[i]);
      }
    }

    void run(org.collapselab.datasets.Samples samples) {
      float[] row = new float[784];
      for (int i = 0; i < samples.size(); i++) {
        samples.copyRow(i, row, 0);
        double[] h = new double[784];
        for (int j = 0; j < h.length; j++) {
          h[j] = row[j];
        }
        for (int layer = 0; layer < 4; layer++) {
          if (layer == 2) {
            featureNorm += squaredNorm(h);
          }
          h = forward(layer, h);
        }
        fit += (mse ? squaredError(h, samples.label(i)) / 2 : crossEntropy(h, samples.label(i)));
      }
      fit /= samples.size();
    }

    private double[] forward(int layer, double[] in) {
      double[] out = biases[layer].clone();
      for (int o = 0; o < out.length; o++) {
        for (int j = 0; j < in.length; j++) {
          out[o] += weights[layer][o * in.length + j] * in[j];
        }
        out[o] = relu && layer < 3 ? Math.max(0, out[o]) : out[o];
      }
      return out;
    }

    private static double squaredError(double[] z, int label) {
      double[] error = z.clone();
      error[label] -= 1;
      return squaredNorm(error);
    }

    private static double crossEntropy(double[] z, int label) {
      double sum = 0;
      for (double value : z) {
        sum += Math.exp(value - z[label]);
      }
      return Math.log(sum);
    }

    private static double squaredNorm(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value * value;
      }
      return sum;
    }
  }
}
