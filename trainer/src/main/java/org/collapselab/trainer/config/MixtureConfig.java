package org.collapselab.trainer.config;

import org.collapselab.datasets.GaussianMixture;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Range;

/** The mixture of Gaussians that is generated. */
public record MixtureConfig(
    @Doc(
            "Where the means lie: on a `simplex`, an orthogonal `frame`, an `orthoplex` (K even) or the"
                + " edges of a complete graph, `srg` (K = r(r−1)/2)")
        @Default("simplex")
        GaussianMixture.Structure structure,
    @Doc("K") @Default("10") @Range(min = 2, max = 1000) int classes,
    @Doc("d, at least K − 1, K, K/2 and r for the four structures")
        @Default("64")
        @Range(min = 1, max = 65536)
        int dimension,
    @Doc("Training samples of each class") @Default("100") @Range(min = 1, max = 1e7) int perClass,
    @Doc("Test samples of each class, drawn independently; 0 for none")
        @Default("20")
        @Range(min = 0, max = 1e7)
        int testPerClass,
    @Doc("σ, standard deviation of every coordinate around the mean")
        @Default("0.1")
        @Range(min = 0)
        double noise,
    @Doc("Length of the means") @Default("1") @Range(min = 0, exclusiveMin = true) double scale,
    @Doc("Seed of the mixture; the seed of the run does not change the samples")
        @Default("1")
        @Range(min = 0)
        long seed) {

  /**
   * The mixture.
   *
   * @throws IllegalArgumentException if there is no such structure for K classes in d dimensions
   */
  public GaussianMixture mixture() {
    return new GaussianMixture(
        structure, classes, dimension, perClass, testPerClass, noise, scale, seed);
  }
}
