package org.collapselab.trainer.reference;

import java.util.List;
import java.util.Locale;
import org.collapselab.models.LayerInfo;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Reference;
import org.collapselab.theory.References;
import org.collapselab.theory.Unavailable;
import org.collapselab.trainer.store.Comparison;

/**
 * The reference solutions of the DUFM that models a head.
 *
 * @param all one for every structure; none needs a wider layer than the head has
 */
record HeadReferences(HeadSettings settings, HeadProblem head, List<Reference> all) {
  HeadReferences {
    all = List.copyOf(all);
  }

  /**
   * @param layers of the network, in its order
   */
  static HeadReferences of(HeadSettings settings, HeadProblem head, List<LayerInfo> layers) {
    return new HeadReferences(
        settings, head, References.of(head.problem(), leastHiddenWidth(layers)));
  }

  /** The least of d_1 … d_L. */
  private static int leastHiddenWidth(List<LayerInfo> layers) {
    return layers.stream()
        .filter(LayerInfo::inHead)
        .mapToInt(LayerInfo::inputs)
        .min()
        .orElseThrow();
  }

  List<Prediction> predictions() {
    return all.stream().filter(Prediction.class::isInstance).map(Prediction.class::cast).toList();
  }

  Comparison.Problem problem(ClassBalance balance) {
    DufmProblem problem = head.problem();
    return new Comparison.Problem(
        problem.classes(),
        problem.depth(),
        problem.samplesPerClass(),
        problem.featureLambda(),
        head.matched(),
        head.note(),
        problem.weightLambdas(),
        settings.loss().toString().toLowerCase(Locale.ROOT),
        settings.activation().toString().toLowerCase(Locale.ROOT),
        settings.signFree(),
        problem.capitalLambda(),
        balance.sizes(problem));
  }

  List<Comparison.Reference> stored() {
    return all.stream().map(HeadReferences::stored).toList();
  }

  private static Comparison.Reference stored(Reference reference) {
    if (reference instanceof Prediction p) {
      return new Comparison.Reference(
          p.structure().label(),
          Labels.of(p.structure()),
          p.detail().isEmpty() ? null : p.detail(),
          true,
          p.loss(),
          p.scale(),
          p.fit(),
          p.penalty(),
          p.trivial(),
          null);
    }
    Unavailable u = (Unavailable) reference;
    return new Comparison.Reference(
        u.structure().label(),
        Labels.of(u.structure()),
        null,
        false,
        null,
        null,
        null,
        null,
        false,
        u.reason());
  }
}
