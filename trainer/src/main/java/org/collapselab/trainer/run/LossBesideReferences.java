package org.collapselab.trainer.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.hooks.Snapshot;
import org.collapselab.models.LayerInfo;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.reference.ObjectiveTerms;
import org.collapselab.trainer.reference.PlannedReferences;
import org.collapselab.trainer.store.KnownReferences;
import org.collapselab.trainer.store.RunDirectory;

/** The loss of the head during training, beside references that are known before its first step. */
record LossBesideReferences(
    ExperimentConfig config, List<LayerInfo> layers, Optional<KnownReferences> known) {
  LossBesideReferences {
    layers = List.copyOf(layers);
  }

  /** Derives the references, if λ_H is given, and writes them into the run's directory. */
  static LossBesideReferences of(RunPlan plan, List<LayerInfo> layers, RunDirectory directory) {
    Optional<KnownReferences> known =
        plan.train().isClassification()
            ? PlannedReferences.of(
                plan.config(), layers, plan.train().classCounts(), plan.train().size())
            : Optional.empty();
    known.ifPresent(references -> references.write(directory.references()));
    return new LossBesideReferences(plan.config(), layers, known);
  }

  /** The losses of the references in one line; empty if none is known. */
  Optional<String> losses() {
    return known
        .filter(references -> !references.available().isEmpty())
        .map(
            references ->
                references.available().stream()
                    .map(r -> "%s %.6f".formatted(r.title(), r.loss()))
                    .collect(Collectors.joining(", ", "losses of the references: ", "")));
  }

  /** The loss of the head in words, as a multiple of those of DNC and of the lowest reference. */
  Optional<String> of(Snapshot train) {
    return known.map(
        references -> {
          double loss =
              ObjectiveTerms.of(train, layers, config.loss(), config.regularization().lambdaH())
                  .dufmObjective();
          return "loss %.4g%s".formatted(loss, multiples(loss, references));
        });
  }

  private static String multiples(double loss, KnownReferences references) {
    List<String> shown =
        Stream.concat(references.of(Structure.DNC.label()).stream(), references.lowest().stream())
            .distinct()
            .map(r -> "%.4g × %s".formatted(loss / r.loss(), r.title()))
            .toList();
    return shown.isEmpty() ? "" : " = " + String.join(", ", shown);
  }
}
