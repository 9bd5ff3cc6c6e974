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
import org.collapselab.trainer.store.sweep.Findings;
import org.collapselab.trainer.store.sweep.Predictions;
import org.collapselab.trainer.store.sweep.TrialRecord;

/** Singular values of the reference solutions of every setting that has references. */
final class ReferenceSpectra {
  private ReferenceSpectra() {}

  /** The contents of {@code predictions.csv}. */
  static List<Predictions.OfSetting> of(SweepConfig config, List<TrialRecord> records) {
    return config.settings().stream()
        .map(setting -> new Predictions.OfSetting(setting.index(), of(setting, records)))
        .toList();
  }

  private static List<Findings.Predicted> of(SweepSetting setting, List<TrialRecord> records) {
    return setting.trial() instanceof DufmTrial trial
        ? computed(trial)
        : found(setting.index(), records);
  }

  private static List<Findings.Predicted> computed(DufmTrial trial) {
    DufmModel model;
    try {
      model = DufmModel.of(trial);
    } catch (IllegalArgumentException e) {
      return List.of(); // its trials have failed and say why
    }
    List<Findings.Predicted> spectra = new ArrayList<>();
    for (Prediction prediction : model.predictions()) {
      String structure = prediction.structure().label();
      for (LayerPrediction layer : prediction.layers()) {
        int l = layer.layer();
        spectra.add(new Findings.Predicted(structure, l, "pre", layer.pre().singularValues()));
        if (l > 1 && trial.activation() == Activation.RELU) {
          spectra.add(new Findings.Predicted(structure, l, "post", layer.post().singularValues()));
        }
        spectra.add(
            new Findings.Predicted(structure, l, "weight", layer.weight().singularValues()));
      }
    }
    return spectra;
  }

  /** The predictions of the first completed trial of a setting. */
  private static List<Findings.Predicted> found(int setting, List<TrialRecord> records) {
    return records.stream()
        .filter(record -> record.setting() == setting && record.state().isCompleted())
        .findFirst()
        .map(TrialRecord::predicted)
        .orElse(List.of());
  }
}
