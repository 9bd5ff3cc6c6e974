package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.collapselab.theory.CodesByRank;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Reference;
import org.collapselab.theory.References;
import org.collapselab.trainer.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collapse predict}. */
@Command(
    name = "predict",
    description = "Prints what the deep unconstrained features model predicts; trains nothing.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse predict --classes 10 --depth 4 --lambda 0.004 --samples-per-class 50 --loss mse",
      "  collapse predict --classes 10 --depth 3 --lambda 0.002 --loss ce --linear",
      "  collapse predict --classes 6 --depth 3 --lambda 0.005,0.004,0.003 --lambda-h 1e-5 --samples-per-class 500 --json"
    })
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ProblemOptions options;

  @Option(
      names = "--width",
      paramLabel = "d",
      description =
          "Width of the narrowest hidden layer; solutions that need more neurons are left out (default: 1000, or K).")
  private Integer width;

  @Option(names = "--json", description = "Prints JSON with full precision and all spectra.")
  private boolean json;

  @Override
  public Integer call() {
    DufmProblem problem = options.problem();
    int limit = width == null ? References.defaultWidthLimit(problem) : width;
    List<Reference> references = References.of(problem, limit);
    List<Prediction> codes = CodesByRank.of(problem, limit);
    PrintWriter out = spec.commandLine().getOut();
    PredictionTable table = new PredictionTable(problem, references, codes);
    if (json) {
      out.print(Json.text(table.json()));
    } else {
      table.print(out);
    }
    out.flush();
    return ExitCode.OK;
  }
}
