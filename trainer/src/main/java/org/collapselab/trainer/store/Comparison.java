package org.collapselab.trainer.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Contents of {@code comparison.json}: measured objective and spectra of the head and of the
 * reference solutions. A component is {@code null} if the file has no such key.
 *
 * @param schema version of the format
 * @param unavailable why there is no comparison; everything else is then absent
 * @param verdict the geometry of the head at the end, in the words of {@code Verdict}
 */
public record Comparison(
    int schema,
    String unavailable,
    Problem problem,
    Objective objective,
    List<Reference> references,
    List<Layer> layers,
    String verdict) {
  /** The current version of the format. */
  public static final int SCHEMA = 1;

  public Comparison {
    references = orEmpty(references);
    layers = orEmpty(layers);
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be parsed or is of another version, naming it
   */
  public static Comparison read(Path file) throws IOException {
    Comparison comparison = Json.readByLine(file, Comparison.class);
    if (comparison == null) {
      throw new IOException(file + " is empty");
    }
    if (comparison.schema() != SCHEMA) {
      throw new IOException(
          "%s has schema %d; this report understands schema %d"
              .formatted(file, comparison.schema(), SCHEMA));
    }
    if (comparison.isAvailable() && !comparison.isComplete()) {
      throw new IOException(
          file + " is damaged: a part of the objective, the references or the layers is null");
    }
    return comparison;
  }

  private boolean isComplete() {
    return objective != null
        && problem != null
        && noNull(objective.headPenalties())
        && references.stream().allMatch(Comparison::isComplete)
        && layers.stream().allMatch(Comparison::isComplete);
  }

  static boolean isComplete(Reference reference) {
    return reference != null
        && reference.structure() != null
        && (!reference.available() || reference.loss() != null);
  }

  private static boolean isComplete(Layer layer) {
    return layer != null
        && layer.symbol() != null
        && layer.layer() != null
        && layer.tap() != null
        && isComplete(layer.measured())
        && layer.predicted().values().stream().allMatch(Comparison::isComplete)
        && (layer.geometry() == null || isComplete(layer.geometry()));
  }

  private static boolean isComplete(Geometry geometry) {
    return !geometry.scores().isEmpty()
        && geometry.scores().stream().allMatch(Comparison::isComplete);
  }

  private static boolean isComplete(Score score) {
    return score != null
        && score.structure() != null
        && score.metric() != null
        && score.score() != null
        && score.chance() != null
        && !score.nulls().isEmpty()
        && score.nulls().stream().allMatch(Comparison::isComplete);
  }

  private static boolean isComplete(Null of) {
    return of != null
        && of.kind() != null
        && of.of() != null
        && of.level() != null
        && of.below() != null;
  }

  private static boolean isComplete(Spectrum spectrum) {
    return spectrum != null && noNull(spectrum.singularValues());
  }

  private static boolean noNull(List<?> items) {
    return items.stream().allMatch(item -> item != null);
  }

  /** Writes the file, in place of an earlier one. */
  public void write(Path file) {
    Json.write(file, this);
  }

  /** Whether the comparison exists; otherwise there is only {@link #unavailable}. */
  @JsonIgnore
  public boolean isAvailable() {
    return unavailable == null;
  }

  /**
   * How many samples the classes have.
   *
   * @param unequalFrameLoss least loss of an orthogonal frame for classes of these sizes; {@code
   *     null} if they are about equal, and under cross-entropy
   * @param note one sentence or two on what this means for the losses of the references; {@code
   *     null} if the classes are about equal
   */
  public record ClassSizes(Long smallest, Long largest, Double unequalFrameLoss, String note) {}

  /** The DUFM that the head is compared with; {@code capitalLambda} is (nλ_H·λ_1⋯λ_L)^{1/(L+1)}. */
  public record Problem(
      Integer classes,
      Integer headDepth,
      Double samplesPerClass,
      @JsonProperty("lambda_h") Double lambdaH,
      @JsonProperty("lambda_h_matched") Boolean lambdaHMatched,
      @JsonProperty("lambda_h_note") String lambdaHNote,
      List<Double> lambdas,
      String loss,
      String activation,
      @JsonProperty("h1_sign_free") Boolean h1SignFree,
      Double capitalLambda,
      ClassSizes classSizes) {
    public Problem {
      lambdas = orEmpty(lambdas);
    }

    /**
     * What unequal classes mean for the losses of the references; empty if they are about equal.
     */
    public Optional<String> imbalance() {
      return Optional.ofNullable(classSizes).map(ClassSizes::note);
    }
  }

  /** Measured loss on the training set; {@code dufmTotal} = fit + head and feature penalties. */
  public record Objective(
      Long samples,
      Double fit,
      List<Double> headPenalties,
      Double featurePenalty,
      Double dufmTotal,
      Double backbonePenalty,
      Double balanceGap) {
    public Objective {
      headPenalties = orEmpty(headPenalties);
    }

    /** ½Σ_l λ_l‖W_l‖_F² over the head. */
    public double headPenalty() {
      return headPenalties.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /**
   * One explicit solution, or the reason why it does not exist for this problem.
   *
   * @param detail the variant, if there are several; otherwise {@code null}
   */
  public record Reference(
      String structure,
      String label,
      String detail,
      boolean available,
      Double loss,
      Double scale,
      Double fit,
      Double penalty,
      boolean trivial,
      String reason) {
    /** The label, or the name if it has no label. */
    public String title() {
      return label == null ? structure : label;
    }
  }

  /**
   * One spectrum of the head.
   *
   * @param index l
   * @param symbol {@code M_l}, {@code σ(M_l)}, {@code W_l} or {@code Z}
   * @param tap {@code pre}, {@code post} or {@code weight}
   * @param predicted by structure
   * @param geometry {@code null} except for class means, and where no structure could be scored or
   *     an earlier version did so
   */
  public record Layer(
      Integer index,
      String layer,
      String symbol,
      String tap,
      Spectrum measured,
      Map<String, Spectrum> predicted,
      Geometry geometry) {
    public Layer {
      predicted = predicted == null ? Map.of() : predicted;
    }

    /** The layer and side that it is about. */
    public LayerTap place() {
      return new LayerTap(layer, tap);
    }
  }

  /** Singular values in descending order, with the ranks derived from them. */
  public record Spectrum(
      List<Double> singularValues, Integer rank, Double rankStable, Double rankEffective) {
    public Spectrum {
      singularValues = orEmpty(singularValues);
    }
  }

  /**
   * The structure of class means, beyond chance.
   *
   * @param found the structure whose score beats chance; {@code null} if there is no known one
   * @param scores the one furthest from chance first; at least one
   */
  public record Geometry(String found, List<Score> scores) {
    private static final String NONE = "none";

    public Geometry {
      scores = orEmpty(scores);
    }

    /** The structure that was found, as a value of tables: {@code none} if there is none. */
    @JsonIgnore
    public String value() {
      return found == null ? NONE : found;
    }

    /** The score of the structure that was found, or else of the one that comes closest to it. */
    @JsonIgnore
    public Score best() {
      return scores.get(0);
    }
  }

  /**
   * How well the Gram matrix of class means matches a structure, and by chance.
   *
   * @param metric the name of this score in {@code metrics.csv}; the same for frame and simplex
   * @param chance 95 % of the draws of each null distribution score this or less
   */
  public record Score(
      String structure, String metric, Double score, Double chance, List<Null> nulls) {
    public Score {
      nulls = orEmpty(nulls);
    }

    /** Whether the score is above the chance level. */
    @JsonIgnore
    public boolean beatsChance() {
      return score > chance;
    }
  }

  /**
   * A null distribution.
   *
   * @param kind {@code random means} or {@code noisy frame}
   * @param of what was drawn, in words
   * @param draws how many
   * @param level 95 % of them score this or less
   * @param below share of them that score less than what was measured
   */
  public record Null(String kind, String of, Integer draws, Double level, Double below) {}

  /** References that exist for this problem. */
  public List<Reference> available() {
    return references.stream().filter(Reference::available).toList();
  }

  /** The available reference of least loss: the best known solution, not known to be optimal. */
  public Optional<Reference> lowest() {
    return available().stream().min(Comparator.comparingDouble(Reference::loss));
  }

  /** Names of all references. */
  public List<String> structures() {
    return references.stream().map(Reference::structure).toList();
  }

  /** Display name of a structure: its label among the references, else its own name as words. */
  public String labelOf(String structure) {
    return references.stream()
        .filter(reference -> structure.equals(reference.structure()))
        .map(Reference::title)
        .findFirst()
        .orElse(structure.replace('_', ' '));
  }

  /** The members of {@link #activated} from l = 2 on that were compared with structures. */
  public List<Layer> structured() {
    return activated().stream()
        .filter(layer -> layer.index() > 1 && layer.geometry() != null)
        .toList();
  }

  /** M_1, σ(M_2) … σ(M_L), as far as they were measured; M_l where no activation follows. */
  public List<Layer> activated() {
    Map<Integer, Layer> byIndex = new TreeMap<>();
    for (Layer layer : layers) { // σ(M_l) comes after M_l
      if (layer.symbol().contains("M_")) {
        byIndex.put(layer.index(), layer);
      }
    }
    return List.copyOf(byIndex.values());
  }

  /** A comparison that could not be made. */
  public static Comparison unavailable(String reason) {
    return new Comparison(SCHEMA, reason, null, null, List.of(), List.of(), null);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
