package org.collapselab.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.collapselab.theory.Loss;

/** Settings of a {@link CollapseListener}. All but {@link #into} have defaults. */
public final class CollapseListenerBuilder {
  private final TrainingSamples samples;
  private Path directory;
  private String name = "";
  private String description = "";
  private long seed;
  private int every = 100;
  private int threads = 1;
  private List<String> taps = List.of("*");
  private List<String> head = List.of();
  private Optional<Loss> loss = Optional.empty();
  private List<Double> lambdas = List.of();
  private double lambdaH;
  private OptionalInt trainingSamples = OptionalInt.empty();

  CollapseListenerBuilder(TrainingSamples samples) {
    this.samples = samples;
  }

  /** Iterations between measurements; 100 by default. */
  public CollapseListenerBuilder every(int iterations) {
    if (iterations < 1) {
      throw new IllegalArgumentException("every(" + iterations + "); expected at least 1");
    }
    this.every = iterations;
    return this;
  }

  /**
   * Layers to measure, by name; {@code *} stands for any characters; all by default. Layers of the
   * head are always measured.
   */
  public CollapseListenerBuilder taps(String... patterns) {
    this.taps = List.of(patterns);
    return this;
  }

  /** The layers W_1 … W_L of the head, first to last; the last dense layer alone by default. */
  public CollapseListenerBuilder head(String... layers) {
    this.head = List.of(layers);
    return this;
  }

  /** The loss as the theory defines it; by default read from the network. */
  public CollapseListenerBuilder loss(Loss of) {
    this.loss = Optional.of(of);
    return this;
  }

  /**
   * λ_1 … λ_L of ½λ_l‖W_l‖_F² beside the {@link Loss} as the theory defines it, one for all layers
   * of the head or one for each. By default they are read from the {@code l2} of the layers, for a
   * softmax with cross-entropy or squared distances; Deeplearning4j's squared losses have another
   * scale, which is taken into account.
   */
  public CollapseListenerBuilder lambda(double... each) {
    this.lambdas = Arrays.stream(each).boxed().toList();
    return this;
  }

  /** λ_H of ½λ_H‖H_1‖_F², if the training has this penalty; 0 by default, and then matched. */
  public CollapseListenerBuilder lambdaH(double of) {
    this.lambdaH = of;
    return this;
  }

  /** N of the whole training set, if the samples given are a part of it. */
  public CollapseListenerBuilder trainingSamples(int count) {
    this.trainingSamples = OptionalInt.of(count);
    return this;
  }

  /** The seed of the training: {@code compare} takes runs that differ in it for repetitions. */
  public CollapseListenerBuilder seed(long of) {
    this.seed = of;
    return this;
  }

  /** The name in reports; by default that of the directory. */
  public CollapseListenerBuilder name(String of) {
    this.name = of;
    return this;
  }

  /** Free text, shown in the report. */
  public CollapseListenerBuilder description(String text) {
    this.description = text;
    return this;
  }

  /** Threads that compute statistics; the numbers do not depend on it; 1 by default. */
  public CollapseListenerBuilder threads(int count) {
    this.threads = count;
    return this;
  }

  /** The directory to write, which must not exist or be empty. */
  public CollapseListenerBuilder into(Path path) {
    this.directory = path;
    return this;
  }

  /**
   * The listener. Nothing is written before the network's first iteration.
   *
   * @throws IllegalArgumentException if there is no directory, or it has files
   */
  public CollapseListener build() {
    if (directory == null) {
      throw new IllegalArgumentException(
          "say where the files go, for example into(Path.of(\"runs/mine\"))");
    }
    requireEmpty(directory);
    return new CollapseListener(
        new Settings(
            samples,
            directory,
            name.isEmpty() ? nameOf(directory) : name,
            description,
            seed,
            every,
            taps,
            head,
            loss,
            lambdas,
            lambdaH,
            trainingSamples,
            threads));
  }

  private static String nameOf(Path directory) {
    Path last = directory.toAbsolutePath().normalize().getFileName();
    String text = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    String plain = text.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? "listener" : plain;
  }

  static void requireEmpty(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(directory + " is a file; name a new directory");
    }
    try (Stream<Path> files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        throw new IllegalArgumentException(
            directory + " has files already; name a new directory, or delete this one");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }
}
