package org.collapselab.models.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.collapselab.models.Architecture;
import org.collapselab.models.Batch;
import org.collapselab.models.DataPlace;
import org.collapselab.models.KeptSet;
import org.collapselab.models.Network;
import org.collapselab.models.Pick;
import org.collapselab.models.Precision;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.Shortcut;
import org.collapselab.models.TrainingSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps on a training set that the network keeps, beside steps on copied batches. */
class ResidentSetTest {
  private static final int SAMPLES = 50;
  private static final int ROWS = 16;

  /** Random numbers; the views turn a channel upside down, or shift it by one beyond the border. */
  private record Numbers(int channels, int area, boolean hasViews) implements TrainingSet {
    static Numbers of(Architecture architecture, boolean views) {
      return architecture instanceof ResNetSpec images
          ? new Numbers(images.channels(), images.height() * images.width(), views)
          : new Numbers(1, 5, views);
    }

    @Override
    public int size() {
      return SAMPLES;
    }

    @Override
    public int inputs() {
      return channels * area;
    }

    @Override
    public int outputs() {
      return Cases.CLASSES;
    }

    @Override
    public void copyInputs(int row, float[] target, int offset) {
      Random random = new Random(row);
      for (int i = 0; i < inputs(); i++) {
        target[offset + i] = (float) random.nextGaussian();
      }
    }

    @Override
    public void copyTargets(int row, float[] target, int offset) {
      target[offset + row % outputs()] = 1;
    }

    @Override
    public int[][] views() {
      int[][] views = new int[2][area];
      for (int i = 0; i < area; i++) {
        views[0][i] = area - 1 - i;
        views[1][i] = i + 1;
      }
      return views;
    }

    @Override
    public float border(int channel) {
      return -1.5f - channel;
    }

    Batch batch(Pick pick) {
      float[] x = new float[pick.rows().length * inputs()];
      float[] y = new float[pick.rows().length * outputs()];
      float[] sample = new float[inputs()];
      for (int i = 0; i < pick.rows().length; i++) {
        copyInputs(pick.rows()[i], sample, 0);
        for (int j = 0; j < inputs(); j++) {
          int channel = j / area;
          int place = hasViews ? views()[pick.views()[i]][j % area] : j % area;
          x[i * inputs() + j] = place == area ? border(channel) : sample[channel * area + place];
        }
        copyTargets(pick.rows()[i], y, i * outputs());
      }
      return new Batch(pick.rows().length, x, y);
    }
  }

  private static Pick pick(int step, boolean views) {
    Random random = new Random(step);
    return new Pick(
        random.ints(ROWS, 0, SAMPLES).toArray(),
        views ? random.ints(ROWS, 0, 2).toArray() : new int[0]);
  }

  private static void requireEqualSteps(
      Architecture architecture, Precision precision, boolean views) {
    Numbers set = Numbers.of(architecture, views);
    try (Network copied = Cases.torch(architecture, Cases.heavyBall(precision));
        Network keeping = Cases.torch(architecture, Cases.heavyBall(precision));
        KeptSet kept = keeping.keep(set, DataPlace.RESIDENT).orElseThrow()) {
      for (int step = 0; step < 5; step++) {
        Pick pick = pick(step, views);
        assertThat(kept.step(pick)).isEqualTo(copied.step(set.batch(pick)));
      }
      assertThat(keeping.parameterHash()).isEqualTo(copied.parameterHash());
      assertThat(keeping.steps()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aPerceptronTakesTheSameSteps(Precision precision) {
    requireEqualSteps(Cases.mlp(), precision, false);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aResidualNetworkTakesTheSameStepsInViews(Precision precision) {
    requireEqualSteps(Cases.resNet(Shortcut.PROJECTION), precision, true);
  }

  @Test
  void onTheCpuASetIsOnlyKeptWhenAskedFor() {
    try (Network network = Cases.torch(Cases.mlp(), Cases.heavyBall(Precision.FLOAT))) {
      Numbers set = Numbers.of(Cases.mlp(), false);
      assertThat(network.keep(set, DataPlace.AUTO)).isEmpty();
      assertThat(network.keep(set, DataPlace.COPIED)).isEmpty();
    }
  }

  @Test
  void stepsLeaveNoNativeObjectBehind() {
    Architecture architecture = Cases.resNet(Shortcut.IDENTITY);
    try (Network network = Cases.torch(architecture, Cases.heavyBall(Precision.FLOAT))) {
      long before = Pointer.totalCount();
      try (KeptSet kept =
          network.keep(Numbers.of(architecture, true), DataPlace.RESIDENT).orElseThrow()) {
        kept.step(pick(0, true));
        long during = Pointer.totalCount();
        kept.step(pick(1, true));
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(during);
      }
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
  }
}
