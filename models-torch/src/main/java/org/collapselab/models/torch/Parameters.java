package org.collapselab.models.torch;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.collapselab.models.NetworkState;
import org.collapselab.models.ParameterSpan;

/** All arrays of a network; their states are those of the other engine, and can be exchanged. */
final class Parameters implements AutoCloseable {
  private final List<Parameter> listed;
  private final List<Parameter> all; // in the order of a state's values
  private final Map<String, Parameter> byName;
  private final TensorPlace place;

  Parameters(List<Parameter> listed, TensorPlace place) {
    this.listed = List.copyOf(listed);
    this.all = List.copyOf(StateOrder.of(listed));
    this.byName = all.stream().collect(Collectors.toMap(Parameter::name, Function.identity()));
    this.place = place;
  }

  List<Parameter> trained() {
    return all.stream().filter(Parameter::trained).toList();
  }

  List<Parameter> all() {
    return all;
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  Tensor get(String name) {
    return byName.get(name).values();
  }

  List<ParameterSpan> spans() {
    List<ParameterSpan> spans = new ArrayList<>();
    int from = 0;
    for (Parameter parameter : all) {
      spans.add(new ParameterSpan(parameter.name(), from, parameter.count()));
      from += parameter.count();
    }
    return spans;
  }

  NetworkState state(long steps) {
    return new NetworkState(steps, place.precision(), layout(), values(), velocities());
  }

  /**
   * Restores a state.
   *
   * @throws IllegalArgumentException if the state is that of another architecture or optimiser
   */
  void restore(NetworkState state) {
    require("network", state.layout(), layout());
    require("precision", state.precision(), place.precision());
    require("optimizer", state.optimizer().length, count(p -> p.velocity() != null));
    assign(state.parameters(), p -> true, Parameter::values);
    assign(state.optimizer(), p -> p.velocity() != null, Parameter::velocity);
  }

  String hash() {
    double[] values = values();
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
    bytes.asDoubleBuffer().put(values);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JRE has SHA-256", e);
    }
  }

  private List<String> layout() {
    return listed.stream().map(Parameter::line).toList();
  }

  private int count(Predicate<Parameter> which) {
    return all.stream().filter(which).mapToInt(Parameter::count).sum();
  }

  private double[] values() {
    return joined(p -> true, Parameter::values);
  }

  private double[] velocities() {
    return joined(p -> p.velocity() != null, Parameter::velocity);
  }

  private double[] joined(Predicate<Parameter> which, Function<Parameter, Tensor> part) {
    double[] joined = new double[count(which)];
    int from = 0;
    try (PointerScope scope = new PointerScope()) {
      for (Parameter parameter : all.stream().filter(which).toList()) {
        System.arraycopy(
            TensorPlace.values(part.apply(parameter)), 0, joined, from, parameter.count());
        from += parameter.count();
      }
    }
    return joined;
  }

  private void assign(
      double[] values, Predicate<Parameter> which, Function<Parameter, Tensor> part) {
    int from = 0;
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      for (Parameter parameter : all.stream().filter(which).toList()) {
        double[] own = Arrays.copyOfRange(values, from, from + parameter.count());
        Tensor target = part.apply(parameter);
        target.copy_(place.tensor(own, target.shape()));
        from += own.length;
      }
    }
  }

  private static void require(String what, Object given, Object wanted) {
    if (!given.equals(wanted)) {
      throw new IllegalArgumentException(
          "the state belongs to another %s: it has %s, this one has %s"
              .formatted(what, given, wanted));
    }
  }

  @Override
  public void close() {
    for (Parameter parameter : all) {
      parameter.values().close();
      if (parameter.velocity() != null) {
        parameter.velocity().close();
      }
    }
  }
}
