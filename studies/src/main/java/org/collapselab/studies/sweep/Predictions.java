package org.collapselab.studies.sweep;

import java.util.ArrayList;
import java.util.List;
import org.collapselab.studies.dufm.DufmModel;
import org.collapselab.theory.Activation;
import org.collapselab.theory.LayerPrediction;
import org.collapselab.theory.Prediction;
import org.collapselab.trainer.config.DufmTrial;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepSetting;

/** Singular values of the reference solutions of every setting that has any. */
final class Predictions {
  private Predictions() {}

  /** Rows of {@code predictions.csv}. */
  static List<List<?>> rows(SweepConfig config, List<TrialRecord> records) {
    List<List<?>> rows = new ArrayList<>();
    for (SweepSetting setting : config.settings()) {
      if (setting.trial() instanceof DufmTrial trial) {
        add(setting.index(), trial, rows);
      } else {
        addFound(setting.index(), records, rows);
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
        add(setting, structure, layer.layer(), "pre", layer.pre().singularValues(), rows);
        if (layer.layer() > 1 && trial.activation() == Activation.RELU) {
          add(setting, structure, layer.layer(), "post", layer.post().singularValues(), rows);
        }
        add(setting, structure, layer.layer(), "weight", layer.weight().singularValues(), rows);
      }
    }
  }

  /** Those that the first completed trial of a setting came with. */
  private static void addFound(int setting, List<TrialRecord> records, List<List<?>> rows) {
    records.stream()
        .filter(r -> r.setting() == setting && r.state() == TrialRecord.State.COMPLETED)
        .findFirst()
        .ifPresent(
            record ->
                record
                    .predicted()
                    .forEach(
                        p -> add(setting, p.structure(), p.layer(), p.tap(), p.values(), rows)));
  }

  private static void add(
      int setting,
      String structure,
      int layer,
      String tap,
      List<Double> values,
      List<List<?>> rows) {
    for (int i = 0; i < values.size(); i++) {
      rows.add(List.of(setting, structure, layer, tap, i + 1, values.get(i)));
    }
  }
}
