package org.collapselab.trainer.store.sweep;

/**
 * A column of {@code trials.csv} with results, or a quantity of {@code curves.csv}; a name may
 * stand for a family of columns, one per layer l or reference. Besides these there are the keys
 * that vary and what a sweep collects of its networks.
 */
public enum Finding {
  LOSS("loss", "objective at the end: of the DUFM, of the head of a network, or of the completion"),
  DESCENT_LOSS("descent_loss", "objective at the end of descent, before the polish"),
  FIT("fit", "objective without penalties"),
  REFERENCE_LOSS("loss_<reference>", "objective of a reference solution"),
  LOSS_OVER_DNC("loss_over_dnc", "`loss` divided by the loss of DNC"),
  OVER_BEST_KNOWN(
      "over_best_known", "`loss` divided by the lowest loss among the reference solutions"),
  OVER_DNC("<reference>_over_dnc", "objective of a reference solution divided by that of DNC"),
  CONSTANT_OVER_DNC(
      "<reference>_constant_over_dnc",
      "constant c of a reference solution divided by that of DNC; the smaller c, the smaller the"
          + " loss at every Λ"),
  OVER_BOUND(
      "<reference>_over_bound",
      "objective of a reference solution divided by that of DNC in the linear model, below which no"
          + " DNC with ReLU goes under cross-entropy"),
  BEST(
      "best",
      "the reference solution with the lowest objective; `zero` if it is the zero solution"),
  VERTICES("vertices", "r, if the number of classes is r(r−1)/2"),
  VERDICT(
      "verdict",
      "geometry of the class means at the end, such as `DNC` or `low rank`, or `lost classes`"),
  DUFM_DNC("dufm_dnc", "share of the seeds of the run's matched DUFM that end in DNC"),
  DUFM_ABOVE("dufm_above", "share of these seeds whose loss is above the run's"),
  STRUCTURE(
      "structure",
      "structure of σ(M_{L−1}), `none` if no known structure scores better than chance"),
  STRUCTURE_SCORE(
      "structure_score",
      "score of that structure or, if there is `none`, of the one that comes closest; from −1 to 1"),
  STRUCTURE_CHANCE("structure_chance", "the score that 95 % of random class means stay below"),
  RANK_OF_LAYER("rank_l", "numerical rank of σ(M_l)"),
  PRE_RANK_OF_LAYER("pre_rank_l", "numerical rank of M_l"),
  RANK_MEAN("rank_mean", "mean of `rank_l` over σ(M_2) … σ(M_{L−1})"),
  DNC1_OF_LAYER("dnc1_l", "tr Σ_W / tr Σ_B of σ(H_l)"),
  BALANCE_GAP("balance_gap", "how unequal the energies of the factors are, max/min − 1"),
  GRADIENT_NORM("gradient_norm", "norm of the gradient of the objective"),
  PARAMETERS("parameters", "parameters of the model, with one column of M_1 for each class"),
  CRITICAL_POINT(
      "critical_point",
      "`minimum`, `degenerate`, `saddle`, `no descent found` or `not critical`; see surface.md"),
  NEGATIVE("negative_eigenvalues", "eigenvalues of the Hessian below zero"),
  ZERO("zero_eigenvalues", "eigenvalues of at most 1e-3 of the smallest weight of a penalty"),
  POSITIVE("positive_eigenvalues", "eigenvalues above zero, without those across kinks"),
  KINKS("kink_eigenvalues", "eigenvalues of directions across kinks of ReLU"),
  SYMMETRIES("symmetry_directions", "zero eigenvalues that rotations of neurons alone account for"),
  LEAST_EIGENVALUE("least_eigenvalue", "least eigenvalue of the Hessian"),
  TRACE("hessian_trace", "trace of the Hessian, without directions across kinks"),
  FROBENIUS("hessian_frobenius", "Frobenius norm of the Hessian, likewise"),
  SPECTRAL("hessian_spectral", "spectral norm of the Hessian, likewise"),
  RETURNED("returned", "`yes` if descent from the moved point came back, else `no`"),
  LOSS_OF_RANK("least_of_rank_l", "lowest loss that a search found at rank l"),
  OUTPUT("output_l", "l-th singular value of Z divided by ‖Z‖_F, at the best point of a search"),
  GRADIENT_NORM_BEFORE_SGD(
      "gradient_norm_before_sgd", "norm of the gradient when warm-up ends and SGD begins"),
  RANK("rank", "rank of the completed matrix, or of the best point of a search"),
  RANK_BEFORE_SGD("rank_before_sgd", "rank of the completed matrix when SGD begins"),
  TEST_ERROR("test_error", "error of the completion on the entries that were not observed"),
  JUMPS_DOWN("jumps_down", "how often the rank fell and stayed so"),
  JUMPS_UP("jumps_up", "how often the rank rose and stayed so"),
  JUMPED_DOWN("jumped_down", "`yes` if the rank ever fell, else `no`"),
  JUMPED_UP("jumped_up", "`yes` if the rank ever rose, else `no`"),
  FIRST_JUMP_DOWN("first_jump_down", "step at which the rank first fell"),
  END("end", "why descent ended"),
  STEPS("steps", "steps of descent or of training"),
  RUN("run", "directory of the network's run"),
  SAMPLES_PER_SECOND("samples_per_second", "training samples per second");

  private static final String REFERENCE = "<reference>";
  private static final String LAYER = "l";

  private final String prefix;
  private final String placeholder;
  private final String suffix;
  private final String meaning;

  Finding(String label, String meaning) {
    this.placeholder =
        label.contains(REFERENCE) ? REFERENCE : label.endsWith("_" + LAYER) ? LAYER : "";
    int place = placeholder.isEmpty() ? label.length() : label.lastIndexOf(placeholder);
    this.prefix = label.substring(0, place);
    this.suffix = label.substring(place + placeholder.length());
    this.meaning = meaning;
  }

  /** The column's name; of a family with {@code <reference>} or {@code l} in its place. */
  public String label() {
    return prefix + placeholder + suffix;
  }

  /** The meaning. */
  public String meaning() {
    return meaning;
  }

  /** Whether there is a column per reference solution. */
  public boolean isPerReference() {
    return placeholder.equals(REFERENCE);
  }

  /**
   * The column of a member of a family.
   *
   * @param member the reference's name, or the layer's number
   * @throws IllegalStateException if this is one column
   */
  public String of(Object member) {
    if (placeholder.isEmpty()) {
      throw new IllegalStateException(label() + " is one column");
    }
    return prefix + member + suffix;
  }

  /** Whether a column is this one, or of this family as far as its name tells. */
  public boolean matches(String column) {
    int member = column.length() - prefix.length() - suffix.length();
    return placeholder.isEmpty()
        ? column.equals(prefix)
        : member > 0
            && column.startsWith(prefix)
            && column.endsWith(suffix)
            && (isPerReference() || member(column).matches("\\d+"));
  }

  /**
   * The member of this family that a column belongs to: the reference's name, or the layer's
   * number.
   *
   * @param column one that {@link #matches}
   */
  public String member(String column) {
    return column.substring(prefix.length(), column.length() - suffix.length());
  }
}
