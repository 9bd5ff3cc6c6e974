package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.collapselab.studies.optimum.FrontierPoint;
import org.collapselab.studies.optimum.OptimumEnd;
import org.collapselab.studies.optimum.OptimumResult;
import org.collapselab.theory.Prediction;
import org.collapselab.trainer.reference.Labels;

/** What a search found, as a table. */
final class OptimumTable {
  private final OptimumResult result;

  OptimumTable(OptimumResult result) {
    this.result = result;
  }

  void print(PrintWriter out) {
    out.printf(
        "%4s  %11s %11s %9s %9s %11s  %-18s %s%n",
        "rank", "loss", "fit", "‖∇‖", "balance", "reached", "ranks σ(M_l)", "from");
    FrontierPoint best = result.best();
    for (FrontierPoint point : result.frontier()) {
      print(point, point == best, out);
    }
    out.printf(
        "%n* the lowest loss found, which is an upper bound: nothing says that there is no lower one%n"
            + "rank: the largest of σ(M_2) … σ(M_{L−1}), of M_1 where L ≤ 2; ranks count σ_i > %s σ_1%n"
            + "reached: starts within 1e-4 of this loss, of those that ended at this rank%n",
        OptimumEnd.RANK_TOLERANCE);
    if (result.done() < result.planned()) {
      out.printf(
          "only %d of %d starts were made; --resume with the directory below makes the others%n",
          result.done(), result.planned());
    }
    out.println();
    for (Prediction reference : result.references()) {
      out.printf("%-29s %.7f%n", Labels.of(reference.structure()), reference.loss());
    }
  }

  private static void print(FrontierPoint point, boolean best, PrintWriter out) {
    OptimumEnd end = point.found().end();
    out.printf(
        "%4d%s %11.7f %11.7f %9.1e %9.1e %11s  %-18s %s%n",
        point.rank(),
        best ? "*" : " ",
        end.loss(),
        end.fit(),
        end.gradientNorm(),
        end.balanceGap(),
        point.reached() + " of " + point.ended(),
        end.ranks().stream().map(String::valueOf).collect(Collectors.joining(" ")),
        end.start().detail().isEmpty() ? end.start().id() : end.start().detail());
  }
}
