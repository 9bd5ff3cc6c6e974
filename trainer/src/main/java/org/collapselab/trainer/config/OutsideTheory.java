package org.collapselab.trainer.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.collapselab.theory.Activation;

/**
 * Well-known choices that are left out on purpose, because the theory that runs are compared with
 * does not hold for them. Whoever writes one is told why.
 */
final class OutsideTheory {
  /** A group of choices of one key, and why they are left out. */
  private record Group(Set<String> words, String reason) {}

  private static final Map<Class<? extends Enum<?>>, Group> GROUPS =
      Map.of(
          OptimizerConfig.Type.class,
          new Group(
              Set.of(
                  "adam", "adamw", "adamax", "nadam", "amsgrad", "adagrad", "adadelta", "rmsprop"),
              "the theory is about gradient descent and SGD, with momentum or without, under weight"
                  + " decay; where every weight has a learning rate of its own, its results on"
                  + " rank do not hold, nor, with decoupled decay, does the balance of the layers"),
          Activation.class,
          new Group(
              Set.of("tanh", "gelu", "sigmoid", "silu", "swish", "mish", "elu", "selu", "softplus"),
              "the theory is about ReLU and linear layers; the reference solutions, their ranks"
                  + " and the balance of the layers need σ(a·x) = a·σ(x) for every a > 0"));

  private OutsideTheory() {}

  /** Why a key of this type does not offer the word; empty if there is no such reason. */
  static Optional<String> reason(Class<? extends Enum<?>> type, String word) {
    return Optional.ofNullable(GROUPS.get(type))
        .filter(group -> group.words().contains(Keys.lowerCase(word)))
        .map(Group::reason);
  }
}
