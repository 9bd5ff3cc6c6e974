package org.collapselab.trainer.cli;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.theory.Reference;
import org.collapselab.theory.References;
import org.collapselab.trainer.rundir.Json;
import picocli.CommandLine.Command;
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

  @Option(names = "--classes", required = true, paramLabel = "K", description = "Classes K ≥ 2.")
  private int classes;

  @Option(
      names = "--depth",
      required = true,
      paramLabel = "L",
      description = "Weight matrices L ≥ 1 of the model, or of a network's head.")
  private int depth;

  @Option(
      names = "--lambda",
      required = true,
      split = ",",
      paramLabel = "λ",
      description = "λ of every weight matrix, or λ_1,…,λ_L.")
  private List<Double> lambdas;

  @Option(
      names = "--lambda-h",
      paramLabel = "λ_H",
      description = "λ_H of the features (default: the same as --lambda, if that is one number).")
  private Double lambdaH;

  @Option(
      names = "--samples-per-class",
      paramLabel = "n",
      defaultValue = "1",
      description = "Samples per class n (default: ${DEFAULT-VALUE}).")
  private double samplesPerClass;

  @Option(
      names = "--loss",
      defaultValue = "mse",
      description = "mse or ce (default: ${DEFAULT-VALUE}).")
  private Loss loss;

  @Option(names = "--linear", description = "No ReLU between the weight matrices.")
  private boolean linear;

  @Option(names = "--json", description = "Prints JSON with full precision and all spectra.")
  private boolean json;

  @Override
  public Integer call() {
    DufmProblem problem = problem();
    List<Reference> references = References.of(problem);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.text(PredictionTable.json(problem, references)));
    } else {
      new PredictionTable(problem, references).print(out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private DufmProblem problem() {
    if (lambdaH == null && lambdas.size() > 1) {
      throw new IllegalArgumentException("several --lambda need a --lambda-h of their own");
    }
    List<Double> weightLambdas =
        lambdas.size() == 1 ? Collections.nCopies(Math.max(depth, 0), lambdas.get(0)) : lambdas;
    return new DufmProblem(
        classes,
        depth,
        samplesPerClass,
        lambdaH == null ? lambdas.get(0) : lambdaH,
        weightLambdas,
        loss,
        linear ? Activation.LINEAR : Activation.RELU);
  }
}
