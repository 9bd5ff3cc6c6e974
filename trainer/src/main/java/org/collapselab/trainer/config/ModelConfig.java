package org.collapselab.trainer.config;

import java.util.List;
import org.collapselab.models.Activation;
import org.collapselab.models.Precision;
import org.collapselab.trainer.config.Spec.Default;
import org.collapselab.trainer.config.Spec.Doc;
import org.collapselab.trainer.config.Spec.Range;
import org.collapselab.trainer.config.Spec.Size;

/** The network: a backbone whose output H_1 enters a head of L weight matrices. */
public record ModelConfig(
    @Doc("Architecture: a fully connected network") @Default("mlp") Type type,
    @Doc("Widths of the hidden layers, input side first; those of the head are the last L − 1")
        @Default("[256, 256, 256, 256]")
        @Size(min = 1, max = 64)
        @Range(min = 1, max = 65536)
        List<Integer> hidden,
    @Doc("Activation σ of the hidden layers") @Default("relu") Activation activation,
    @Doc("Whether backbone layers have biases") @Default("true") boolean bias,
    @Doc("The last layers, which the DUFM stands for") Head head,
    @Doc("Factor on the standard deviation of He initialisation")
        @Default("1.0")
        @Range(min = 0, exclusiveMin = true, max = 100)
        double initGain,
    @Doc("Floating-point type of the network; statistics are always double") @Default("float")
        Precision precision) {

  public ModelConfig {
    hidden = List.copyOf(hidden);
  }

  /** The architectures. */
  public enum Type {
    MLP
  }

  /** The last L weight matrices W_1 … W_L of the network. */
  public record Head(
      @Doc("L: the last L weight matrices are the head; at most the number of hidden layers")
          @Default("4")
          @Range(min = 1, max = 64)
          int depth,
      @Doc(
              "Whether the layer that feeds the head has no activation, so that H_1 is sign-free as"
                  + " in the DUFM")
          @Default("false")
          boolean linearInput,
      @Doc("Whether head layers have biases; the DUFM has none") @Default("false") boolean bias) {}
}
