package org.collapselab.trainer.sweep;

import java.util.ArrayList;
import java.util.List;
import org.collapselab.models.Activation;
import org.collapselab.theory.LayerPrediction;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Spectrum;
import org.collapselab.trainer.config.DufmTrial;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.dufm.DufmModel;

/** Singular values of the reference solutions of every setting that has any. */
final class Predictions {
  private Predictions() {}

  /** Rows of {@code predictions.csv}. */
  static List<List<?>> rows(SweepConfig config) {
    List<List<?>> rows = new ArrayList<>();
    for (SweepSetting setting : config.settings()) {
      if (setting.trial() instanceof DufmTrial trial) {
        add(setting.index(), trial, rows);
      }
    }
    return rows;
  }

  private static void add(int setting, DufmTrial trial, List<List<?>> rows) {
    DufmModel model;
    try {
      model = DufmModel.of(trial);
    } catch (IllegalArgumentException e) {
      return; // its trials have failed and say why
    }
    for (Prediction prediction : model.predictions()) {
      String structure = prediction.structure().label();
      for (LayerPrediction layer : prediction.layers()) {
        add(setting, structure, layer.layer(), "pre", layer.pre(), rows);
        if (layer.layer() > 1 && trial.activation() == Activation.RELU) {
          add(setting, structure, layer.layer(), "post", layer.post(), rows);
        }
        add(setting, structure, layer.layer(), "weight", layer.weight(), rows);
      }
    }
  }

  private static void add(
      int setting, String structure, int layer, String tap, Spectrum spectrum, List<List<?>> rows) {
    List<Double> values = spectrum.singularValues();
    for (int i = 0; i < values.size(); i++) {
      rows.add(List.of(setting, structure, layer, tap, i + 1, values.get(i)));
    }
  }
}
