package org.collapselab.studies.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.theory.Activation;
import org.collapselab.trainer.config.RecordedConfig;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.sweep.Finding;

/**
 * A matrix of the head in the notation of the DUFM, and its place in the network.
 *
 * @param matrix layer l as a number, or {@code Z}
 */
public record HeadTap(LayerTap matrix, LayerTap place) {
  static final LayerTap OUTPUT = new LayerTap("Z", "");

  /** The matrices of a comparison. */
  public static List<HeadTap> of(Comparison comparison) {
    return comparison.layers().stream()
        .map(
            layer ->
                new HeadTap(
                    layer.symbol().equals(OUTPUT.layer())
                        ? OUTPUT
                        : new LayerTap(layer.index().toString(), layer.tap()),
                    layer.place()))
        .toList();
  }

  /**
   * W_1, M_2, σ(M_2), …, W_L, Z of a network whose last matrices are the head; a linear head has no
   * σ(M_l). The matrices alone do not show what H_1 is.
   */
  public static List<HeadTap> of(List<String> matrices, RecordedConfig config) {
    int depth = config.depth();
    if (matrices.size() < depth) {
      return List.of();
    }
    List<String> head = matrices.subList(matrices.size() - depth, matrices.size());
    List<HeadTap> taps = new ArrayList<>();
    for (int l = 1; l <= depth; l++) {
      String layer = head.get(l - 1);
      taps.add(
          new HeadTap(
              new LayerTap(Integer.toString(l), LayerTap.WEIGHT),
              new LayerTap(layer, LayerTap.WEIGHT)));
      if (l == depth) {
        taps.add(new HeadTap(OUTPUT, new LayerTap(layer, "pre")));
      } else {
        String next = Integer.toString(l + 1);
        taps.add(new HeadTap(new LayerTap(next, "pre"), new LayerTap(layer, "pre")));
        if (config.activation() == Activation.RELU) {
          taps.add(new HeadTap(new LayerTap(next, "post"), new LayerTap(layer, "post")));
        }
      }
    }
    return taps;
  }

  boolean isWeight() {
    return matrix.isWeight();
  }

  boolean isOutput() {
    return matrix.equals(OUTPUT);
  }

  /** Column of the rank: {@code rank_l} of σ(M_l), {@code pre_rank_l} of M_l, {@code rank_z}. */
  String rankColumn() {
    if (isOutput()) {
      return "rank_z";
    }
    return (matrix.tap().equals("pre") ? Finding.PRE_RANK_OF_LAYER : Finding.RANK_OF_LAYER)
        .of(matrix.layer());
  }

  /** Columns for the rank: of M_l in a linear head also {@code rank_l}, since M_l = σ(M_l). */
  List<String> rankColumns(List<HeadTap> taps) {
    boolean both =
        matrix.tap().equals("pre")
            && !matrix.layer().equals("1")
            && place(taps, new LayerTap(matrix.layer(), "post")).isEmpty();
    return both
        ? List.of(rankColumn(), Finding.RANK_OF_LAYER.of(matrix.layer()))
        : List.of(rankColumn());
  }

  /** The place of one of these matrices. */
  static Optional<LayerTap> place(List<HeadTap> taps, LayerTap matrix) {
    return taps.stream().filter(tap -> tap.matrix().equals(matrix)).map(HeadTap::place).findFirst();
  }

  /** The input of the last weight matrix, see {@link #activated}. */
  public static Optional<LayerTap> lastHidden(List<HeadTap> taps, int depth) {
    return activated(taps, depth);
  }

  /** σ(M_l) or, where no activation follows and at l = 1, M_l. */
  static Optional<LayerTap> activated(List<HeadTap> taps, int layer) {
    String l = Integer.toString(layer);
    return place(taps, new LayerTap(l, "post")).or(() -> before(taps, layer));
  }

  /** M_l; of the first layer H_1, which may have passed an activation. */
  static Optional<LayerTap> before(List<HeadTap> taps, int layer) {
    String l = Integer.toString(layer);
    Optional<LayerTap> pre = place(taps, new LayerTap(l, "pre"));
    return layer == 1 ? pre.or(() -> place(taps, new LayerTap(l, "post"))) : pre;
  }
}
