package org.collapselab.models.torch;

import static org.bytedeco.pytorch.global.torch.log_softmax;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.collapselab.models.TrainingSpec;
import org.collapselab.theory.Loss;

/** The mini-batch objective of a training spec. */
record TorchObjective(TrainingSpec training) {

  /**
   * What autograd differentiates: 1/(2B) Σ‖z − y‖² or −1/B Σ y·log softmax(z), and λ_H/2 · N/B ·
   * Σ‖h‖².
   *
   * @param z logits, B×K
   * @param y targets, B×K
   * @param h H_1, B×d_1
   * @param share of every λ, from the warm-up
   */
  Tensor fit(Tensor z, Tensor y, Tensor h, double share) {
    double perSample = 1.0 / z.size(0);
    Tensor fit =
        training.loss() == Loss.CE
            ? log_softmax(z, 1).mul(y).sum().mul(new Scalar(-perSample))
            : z.sub(y).square().sum().mul(new Scalar(0.5 * perSample));
    double lambda = share * training.penalties().featureLambda();
    return lambda == 0
        ? fit
        : fit.add(
            h.square().sum(), new Scalar(0.5 * lambda * training.trainingSamples() * perSample));
  }

  /**
   * The fit and the penalties on weights, whose gradients {@link Update} adds; summed where the
   * tensors are, so that one number has to be fetched.
   */
  static double value(Tensor fit, Parameters parameters, double share) {
    Tensor sum = fit.detach().to(ScalarType.Double);
    for (Parameter parameter : parameters.all()) {
      if (parameter.halfPenalty(share) > 0) {
        Tensor w = parameter.values().detach().flatten();
        sum.add_(w.dot(w), new Scalar(parameter.halfPenalty(share)));
      }
    }
    return sum.item_double();
  }
}
