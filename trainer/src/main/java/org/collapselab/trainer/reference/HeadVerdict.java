package org.collapselab.trainer.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.models.LayerInfo;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Judges a measured head by {@link NetworkOutcome}. */
final class HeadVerdict {
  private final HeadSettings settings;
  private final List<LayerInfo> head;
  private final Tap headInput;
  private final Snapshot snapshot;

  /**
   * @param headInput tap of H_1
   * @param snapshot with H_1 and every tap of the head
   */
  HeadVerdict(HeadSettings settings, List<LayerInfo> layers, Tap headInput, Snapshot snapshot) {
    this.settings = settings;
    this.head = layers.stream().filter(LayerInfo::inHead).toList();
    this.headInput = headInput;
    this.snapshot = snapshot;
  }

  Optional<Verdict> verdict() {
    List<DMatrixRMaj> pre = new ArrayList<>(List.of(means(headInput)));
    List<DMatrixRMaj> post = new ArrayList<>(pre);
    for (LayerInfo layer : head.subList(0, head.size() - 1)) {
      pre.add(means(Tap.parse(layer.preTap())));
      post.add(means(Tap.parse(layer.postTap())));
    }
    return NetworkOutcome.of(
        pre,
        post,
        means(Tap.parse(head.get(head.size() - 1).preTap())),
        dnc1(),
        head.size(),
        settings.loss(),
        settings.activation());
  }

  /** d×K, a column per class. */
  private DMatrixRMaj means(Tap tap) {
    return CommonOps_DDRM.transpose(snapshot.means().get(tap), null);
  }

  /** Of the input of the last weight matrix. */
  private OptionalDouble dnc1() {
    Tap last = head.size() == 1 ? headInput : Tap.parse(head.get(head.size() - 2).postTap());
    return snapshot.value(last.layer(), Place.of(last.side()), FeatureMetric.NC1_TRACE_RATIO);
  }
}
