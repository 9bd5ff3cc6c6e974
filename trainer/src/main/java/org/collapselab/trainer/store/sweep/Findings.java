package org.collapselab.trainer.store.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** The results of a trial, filled while it runs. Not thread-safe. */
public final class Findings {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, Curve> curves = new LinkedHashMap<>();
  private final List<Spectrum> spectra = new ArrayList<>();
  private final List<Predicted> predicted = new ArrayList<>();
  private final List<Jump> jumps = new ArrayList<>();
  private final Map<String, DMatrixRMaj> matrices = new LinkedHashMap<>();

  /** A quantity over steps; {@code steps} and {@code values} are of one length. */
  public record Curve(String quantity, List<Long> steps, List<Double> values) {}

  /** Singular values at the end, descending. */
  public record Spectrum(int layer, String tap, List<Double> values) {}

  /** Singular values of a reference solution whose problem is known from the trial only. */
  public record Predicted(String structure, int layer, String tap, List<Double> values) {}

  /** A change of rank that lasted. */
  public record Jump(long step, int from, int to) {}

  /** Sets a column of the trial's row: a number or a text. */
  public void put(Finding column, Object value) {
    put(column.label(), value);
  }

  /**
   * Sets the column of a member of a family.
   *
   * @param member the reference's name, or the layer's number
   */
  public void put(Finding family, Object member, Object value) {
    put(family.of(member), value);
  }

  /** Sets a column whose name the sweep's file chooses. */
  public void put(String column, Object value) {
    values.put(column, value);
  }

  /** Appends a point of a curve. */
  public void point(Finding quantity, long step, double value) {
    point(quantity.label(), step, value);
  }

  /** Appends a point of a curve whose name the sweep's file chooses, or which is of a family. */
  public void point(String quantity, long step, double value) {
    Curve curve =
        curves.computeIfAbsent(
            quantity, name -> new Curve(name, new ArrayList<>(), new ArrayList<>()));
    curve.steps().add(step);
    curve.values().add(value);
  }

  /** Adds a spectrum. */
  public void spectrum(int layer, String tap, double[] singularValues) {
    List<Double> list = new ArrayList<>();
    for (double value : singularValues) {
      list.add(value);
    }
    spectra.add(new Spectrum(layer, tap, list));
  }

  /** Adds the spectrum of a reference solution. */
  public void predicted(String structure, int layer, String tap, List<Double> singularValues) {
    predicted.add(new Predicted(structure, layer, tap, singularValues));
  }

  /** Adds a change of rank. */
  public void jump(long step, int from, int to) {
    jumps.add(new Jump(step, from, to));
  }

  /** Keeps a matrix under a file name without suffix. */
  public void matrix(String name, DMatrixRMaj matrix) {
    matrices.put(name, matrix);
  }

  /** Column → number or text. */
  public Map<String, Object> values() {
    return values;
  }

  List<Curve> curves() {
    return List.copyOf(curves.values());
  }

  List<Spectrum> spectra() {
    return spectra;
  }

  List<Predicted> predicted() {
    return predicted;
  }

  List<Jump> jumps() {
    return jumps;
  }

  /** File name without suffix → matrix. */
  public Map<String, DMatrixRMaj> matrices() {
    return matrices;
  }
}
