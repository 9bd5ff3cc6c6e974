package org.collapselab.trainer.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.collapselab.hooks.Tap;
import org.collapselab.models.Architecture;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Network;
import org.collapselab.models.Penalties;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.MeasureConfig;

/**
 * The taps of a network and their roles.
 *
 * @param all in network order
 * @param headInput tap of H_1
 * @param head the layers W_1 … W_L
 */
record Taps(List<Tap> all, Tap headInput, List<LayerInfo> head) {

  static Taps of(Network network) {
    return of(network.taps(), network.headInputTap(), network.layers());
  }

  static Taps of(Architecture model) {
    List<LayerInfo> layers = model.layers(Penalties.none(model.headDepth()));
    return of(model.taps().keySet(), model.headInputTap(), layers);
  }

  private static Taps of(Collection<String> all, String headInput, List<LayerInfo> layers) {
    return new Taps(
        all.stream().map(Tap::parse).toList(),
        Tap.parse(headInput),
        layers.stream().filter(LayerInfo::inHead).toList());
  }

  /** The features that enter the last weight matrix. */
  Tap lastHidden() {
    return head.size() == 1 ? headInput : Tap.parse(head.get(head.size() - 2).postTap());
  }

  /** H_1 and the output of every layer of the head: all that a comparison needs. */
  List<Tap> ofHead() {
    Set<Tap> taps = new LinkedHashSet<>(List.of(headInput));
    for (LayerInfo layer : head) {
      taps.add(Tap.parse(layer.preTap()));
      taps.add(Tap.parse(layer.postTap()));
    }
    return List.copyOf(taps);
  }

  /**
   * The taps that a configuration selects.
   *
   * @throws IllegalArgumentException if a pattern selects nothing
   */
  TapSelection select(MeasureConfig measure) {
    return select(measure, Workers.alone());
  }

  /** The same, to be measured by these threads. */
  TapSelection select(MeasureConfig measure, Workers workers) {
    return TapSelection.of(measure, all, workers);
  }

  /**
   * The taps that are measured and exported at the end of a run: all of them, whatever the
   * configuration selects; for a residual network, whose taps have up to 65,536 values per sample,
   * only the selected ones and the head's.
   */
  List<Tap> atTheEnd(ExperimentConfig config) {
    if (!config.model().type().isResidual()) {
      return all;
    }
    List<Tap> wanted = new ArrayList<>(select(config.measure()).taps());
    wanted.addAll(ofHead());
    return among(wanted);
  }

  /** The taps in {@code wanted} that exist, in network order. */
  List<Tap> among(Collection<Tap> wanted) {
    Set<Tap> set = Set.copyOf(wanted);
    return all.stream().filter(set::contains).toList();
  }

  /** Names of all layers with a tap. */
  List<String> layers() {
    return new ArrayList<>(new LinkedHashSet<>(all.stream().map(Tap::layer).toList()));
  }
}
