package org.collapselab.trainer.config;

import java.util.List;
import org.collapselab.models.Precision;
import org.collapselab.models.Shortcut;
import org.collapselab.theory.Activation;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Range;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/** The network: a backbone whose output H_1 enters a head of L weight matrices. */
public record ModelConfig(
    @Doc(
            "Architecture: `mlp` is fully connected; the others are residual networks for images, with"
                + " three (`resnet18`: four) stages, a mean over space and a fully connected head")
        @Default("mlp")
        Type type,
    @Doc(
            "For `mlp`: widths of the hidden layers, input side first; the head has the last"
                + " L − 1")
        @Default("[256, 256, 256, 256]")
        @Size(min = 1, max = 64)
        @Range(min = 1, max = 65536)
        List<Integer> hidden,
    @Doc(
            "Activation of the hidden layers, without those of the head; residual networks have"
                + " `relu`")
        @Default("relu")
        Activation activation,
    @Doc("For `mlp`: whether backbone layers have biases") @Default("true") boolean bias,
    @Doc(
            "For residual networks, the shortcut of a block that changes the shape: a 1×1 convolution"
                + " (`projection`), or every second pixel and zeros in the new channels (`identity`)")
        @Default("projection")
        Shortcut shortcut,
    @Doc("The last layers, which the DUFM models") Head head,
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
    MLP,
    RESNET20,
    RESNET32,
    RESNET44,
    RESNET56,
    RESNET18;

    /** Whether it is a residual network, which takes images alone. */
    public boolean isResidual() {
      return this != MLP;
    }
  }

  /** The last L weight matrices W_1 … W_L of the network. */
  public record Head(
      @Doc(
              "L: the last L weight matrices are the head; for `mlp` at most the number of hidden"
                  + " layers")
          @Default("4")
          @Range(min = 1, max = 64)
          int depth,
      @Doc("For residual networks: width of the L − 1 hidden layers of the head")
          @Default("64")
          @Range(min = 1, max = 65536)
          int width,
      @Doc(
              "For `mlp`: whether the layer that feeds the head has no activation, so that H_1 is"
                  + " sign-free as in the DUFM")
          @Default("false")
          boolean linearInput,
      @Doc(
              "Activation σ between the layers of the head; with `model.activation: linear` the default"
                  + " is `linear`")
          @Default("relu")
          Activation activation,
      @Doc("Whether head layers have biases; the DUFM has none") @Default("false") boolean bias) {}
}
