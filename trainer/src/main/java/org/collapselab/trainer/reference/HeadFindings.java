package org.collapselab.trainer.reference;

import java.util.List;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.Findings;

/** Results of a run's comparison with the DUFM, under the names that trials on the DUFM use. */
public final class HeadFindings {
  private final Comparison comparison;
  private final Findings findings;

  private HeadFindings(Comparison comparison, Findings findings) {
    this.comparison = comparison;
    this.findings = findings;
  }

  /** Adds columns and, if requested, spectra; nothing if the run could not be compared. */
  public static void add(Comparison comparison, boolean spectra, Findings findings) {
    if (comparison.unavailable() == null) {
      HeadFindings head = new HeadFindings(comparison, findings);
      head.losses();
      head.geometry();
      if (spectra) {
        head.spectra();
      }
    }
  }

  private void losses() {
    Comparison.Objective objective = comparison.objective();
    findings.put(Finding.LOSS, objective.dufmTotal());
    findings.put(Finding.FIT, objective.fit());
    findings.put(Finding.BALANCE_GAP, objective.balanceGap());
    for (Comparison.Reference reference : comparison.available()) {
      findings.put(Finding.REFERENCE_LOSS, reference.structure(), reference.loss());
      if (reference.structure().equals(Structure.DNC.label())) {
        findings.put(Finding.LOSS_OVER_DNC, objective.dufmTotal() / reference.loss());
      }
    }
    comparison
        .lowest()
        .ifPresent(
            lowest -> findings.put(Finding.OVER_BEST_KNOWN, objective.dufmTotal() / lowest.loss()));
  }

  private void geometry() {
    if (comparison.verdict() != null) {
      findings.put(Finding.VERDICT, comparison.verdict());
    }
    List<Comparison.Layer> hidden = comparison.structured();
    if (!hidden.isEmpty()) {
      // Layer L − 1, as far as there is one: M_L has rank K in DNC and SRG alike.
      Comparison.Layer telling = hidden.get(Math.max(0, hidden.size() - 2));
      structure(telling.geometry(), findings);
    }
    for (Comparison.Layer layer : comparison.activated()) {
      if (layer.index() > 1) {
        findings.put(Finding.RANK_OF_LAYER, layer.index(), layer.measured().rank());
      }
    }
    for (Comparison.Layer layer : comparison.layers()) {
      if (tap(layer).equals("pre") && !layer.symbol().equals("Z")) {
        findings.put(Finding.PRE_RANK_OF_LAYER, layer.index(), layer.measured().rank());
      }
    }
  }

  /** Adds what structure class means have; nothing if it is {@code null}. */
  public static void structure(Comparison.Geometry geometry, Findings findings) {
    if (geometry != null) {
      findings.put(Finding.STRUCTURE, geometry.value());
      findings.put(Finding.STRUCTURE_SCORE, geometry.best().score());
      findings.put(Finding.STRUCTURE_CHANCE, geometry.best().chance());
    }
  }

  private void spectra() {
    for (Comparison.Layer layer : comparison.layers()) {
      if (!layer.symbol().equals("Z")) {
        findings.spectrum(
            layer.index(),
            tap(layer),
            layer.measured().singularValues().stream().mapToDouble(Double::doubleValue).toArray());
        layer
            .predicted()
            .forEach(
                (structure, spectrum) ->
                    findings.predicted(
                        structure, layer.index(), tap(layer), spectrum.singularValues()));
      }
    }
  }

  /** M_1 counts as pre even if its features have passed a ReLU. */
  private static String tap(Comparison.Layer layer) {
    if (layer.symbol().startsWith("W_")) {
      return "weight";
    }
    return isPost(layer) ? "post" : "pre";
  }

  private static boolean isPost(Comparison.Layer layer) {
    return layer.symbol().startsWith("σ(");
  }
}
