package org.collapselab.studies.surface;

import java.util.ArrayList;
import java.util.List;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.models.dufm.FeatureMode;
import org.ejml.data.DMatrixRMaj;

/** The point of the model with one column for each class that has the class means of another. */
final class CollapsedPoint {
  private CollapsedPoint() {}

  static DufmPoint of(DufmPoint point) {
    DufmSpec spec = point.spec();
    DufmSpec column =
        new DufmSpec(
            spec.classes(),
            spec.depth(),
            spec.width(),
            spec.samplesPerClass(),
            FeatureMode.COLUMN,
            spec.lambdaH(),
            spec.lambdas(),
            spec.loss(),
            spec.activation());
    List<DMatrixRMaj> factors = new ArrayList<>(point.factors());
    factors.set(0, point.pre().get(0));
    return new DufmPoint(column, factors);
  }
}
