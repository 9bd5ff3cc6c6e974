package org.collapselab.trainer.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * Where gradient descent on a DUFM ended from one random start. Numbers are {@code null} if it
 * diverged.
 *
 * @param verdict the geometry of the class means, in the words of {@code Verdict}
 * @param end why descent ended, such as {@code converged}
 * @param steps steps taken
 * @param loss the objective at the end
 * @param fit the objective without penalties
 * @param gradientNorm ‖∇‖ of the objective
 * @param balanceGap max/min − 1 of the energies of the factors
 * @param lateChange |change of the loss over the last tenth of the steps| / loss; 0 if descent
 *     reached its tolerance before
 * @param preRanks of M_1 … M_L
 * @param postRanks of M_1, σ(M_2) … σ(M_L)
 * @param structure the structure of σ(M_{L−1}) that is furthest above its chance level, or closest
 *     to it
 * @param structureScore how well it matches
 * @param structureChance 95 % of class means without structure score this or less
 * @param seconds wall time
 * @param version of the program that computed it
 */
public record DufmEnd(
    long seed,
    String verdict,
    String end,
    long steps,
    Double loss,
    Double fit,
    Double gradientNorm,
    Double balanceGap,
    Double lateChange,
    List<Integer> preRanks,
    List<Integer> postRanks,
    String structure,
    Double structureScore,
    Double structureChance,
    double seconds,
    String version,
    String commit) {
  /** A descent whose loss changes by more than this share in its last tenth is still moving. */
  public static final double MOVING = 1e-3;

  public DufmEnd {
    preRanks = preRanks == null ? List.of() : List.copyOf(preRanks);
    postRanks = postRanks == null ? List.of() : List.copyOf(postRanks);
  }

  /** Whether it ended at a point. */
  @JsonIgnore
  public boolean hasPoint() {
    return loss != null;
  }

  /** Whether it was still moving when its steps were over. */
  @JsonIgnore
  public boolean isMoving() {
    return lateChange != null && lateChange > MOVING;
  }
}
