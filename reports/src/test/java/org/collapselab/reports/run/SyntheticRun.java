package org.collapselab.reports.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;

/**
 * Writes a run directory whose numbers are SYNTHETIC: made up so that pages look like those of a
 * real run (K = 10 classes, a head of L = 4 layers that ends near SRG). No test may draw a
 * conclusion about training from them.
 */
final class SyntheticRun {
  private static final int CLASSES = 10;
  private static final int VERTICES = 5;
  private static final int WIDTH = 96;
  private static final int MEASUREMENTS = 120;
  private static final int STEPS_PER_MEASUREMENT = 469;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path dir;
  private final Random random = new Random(7);
  private final StringBuilder metrics =
      new StringBuilder("step,epoch,split,layer,tap,metric,value\n");
  private final StringBuilder spectra =
      new StringBuilder("step,epoch,split,layer,tap,index,singular_value\n");
  private final ArrayNode layers = JSON.createArrayNode();

  private SyntheticRun(Path dir) {
    this.dir = dir;
  }

  /** Fills {@code dir}; {@code name} goes wherever a user's text can. */
  static void write(Path dir, String name) throws IOException {
    new SyntheticRun(dir).write(name);
  }

  private void write(String name) throws IOException {
    Files.createDirectories(dir.resolve("means"));
    Files.writeString(
        dir.resolve("config.yaml"),
        "name: '%s'\n# SYNTHETIC example\nhead: {depth: 4, width: %d}\n".formatted(name, WIDTH));
    json("provenance.json", provenance(name));
    json("summary.json", summary(name));
    network();
    layer(0, "features", "M_1", "pre", 10);
    for (int index = 2; index <= 4; index++) {
      int rank = index == 4 ? CLASSES : VERTICES;
      layer(index, "fc" + (index - 1), "W_" + (index - 1), "weight", VERTICES);
      layer(index, "fc" + (index - 1), "M_" + index, "pre", VERTICES);
      layer(index, "fc" + (index - 1), "σ(M_" + index + ")", "post", rank);
    }
    layer(5, "fc4", "W_4", "weight", CLASSES);
    Files.writeString(dir.resolve("metrics.csv"), metrics);
    Files.writeString(dir.resolve("spectra.csv"), spectra);
    json("comparison.json", comparison());
  }

  private void json(String file, ObjectNode content) throws IOException {
    Files.writeString(
        dir.resolve(file), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content));
  }

  private static ObjectNode provenance(String name) {
    ObjectNode versions = JsonTree.object("java", "17.0.12", "deeplearning4j", "1.0.0-M2.1");
    ObjectNode data = JsonTree.object("train-images", "sha256:440fcabf…", "remark", name);
    return JsonTree.object(
        "git_commit",
        "0000000 (synthetic)",
        "versions",
        versions,
        "threads",
        2,
        "seed",
        7,
        "data",
        data);
  }

  private static ObjectNode summary(String name) {
    return JsonTree.object(
        "name",
        name,
        "description",
        "SYNTHETIC example: none of these numbers was measured. " + name,
        "state",
        "completed",
        "reason",
        "all epochs done",
        "steps",
        MEASUREMENTS * STEPS_PER_MEASUREMENT,
        "epochs",
        MEASUREMENTS,
        "seconds",
        2710.4,
        "samples_per_second",
        2656.2,
        "headline",
        JsonTree.object("Training accuracy", "1.0000", "Test accuracy", "0.9931"));
  }

  private void network() {
    for (int m = 0; m <= MEASUREMENTS; m++) {
      double decay = Math.exp(-m / 14.0);
      double fit = 0.0041 + 0.46 * Math.exp(-m / 3.0) + 0.02 * decay;
      double head = 0.1465 + 0.65 * Math.exp(-m / 12.0);
      double features = 0.0367 + 0.35 * Math.exp(-m / 9.0);
      network(m, "train", "dufm_objective", fit + head + features);
      network(m, "train", "fit", fit);
      network(m, "train", "penalty_head", head);
      network(m, "train", "penalty_features", features);
      network(m, "train", "penalty_backbone", 0.02);
      network(m, "train", "accuracy", 1 - 0.9 * Math.exp(-m / 2.0));
      network(m, "test", "accuracy", 0.9931 - 0.9 * Math.exp(-m / 2.0));
      network(m, "train", "learning_rate", m < 80 ? 0.05 : 0.005);
      network(m, "train", "balance_gap", m == 0 ? Double.POSITIVE_INFINITY : 0.01 + 9 * decay);
    }
  }

  private void network(int m, String split, String metric, double value) {
    row(metrics, m, split, new LayerTap("", ""), metric, value);
  }

  private void layer(int depth, String layer, String symbol, String tap, int rank)
      throws IOException {
    LayerTap layerTap = new LayerTap(layer, tap);
    boolean weight = tap.equals("weight");
    DMatrixRMaj means = means(rank);
    double[] values = SingularOps_DDRM.singularValues(means);
    if (!weight) {
      NpyFile.write(dir.resolve("means/%s.npy".formatted(layer + "." + tap)), NpyArray.of(means));
    }
    for (int m = 0; m <= MEASUREMENTS; m++) {
      if (!weight) {
        collapse(layerTap, m, 10.0 + 4 * depth);
      }
      row(metrics, m, "train", layerTap, "rank_numerical", Math.max(rank, 10 - m / 12));
      for (int i = 0; i < values.length; i++) {
        double value = Math.max(values[i], 1.2 * Math.exp(-m * (i + 1) / 60.0));
        row(spectra, m, "train", layerTap, Integer.toString(i + 1), value);
      }
    }
    layers.add(comparisonLayer(depth, symbol, layerTap, values, rank));
  }

  private void collapse(LayerTap layerTap, int m, double rate) {
    double trend = Math.exp(-m / rate * 1.7) + 2e-4;
    for (String split : new String[] {"train", "test"}) {
      double noise = Math.exp(0.15 * random.nextGaussian());
      double floor = split.equals("test") ? 0.03 : 0;
      row(metrics, m, split, layerTap, "nc1_trace_ratio", 1.8 * trend * noise + floor);
      row(metrics, m, split, layerTap, "cdnv", 0.9 * trend * noise + floor);
    }
    row(metrics, m, "train", layerTap, "nc2_condition", 1 + 40 * trend);
    row(metrics, m, "train", layerTap, "nc2_of", m == 3 ? Double.NaN : 0.4 + trend);
  }

  private static void row(
      StringBuilder table, int m, String split, LayerTap at, String quantity, double value) {
    table.append(
        String.format(
            Locale.ROOT,
            "%d,%d,%s,%s,%s,%s,%s%n",
            m * STEPS_PER_MEASUREMENT,
            m,
            split,
            at.layer(),
            at.tap(),
            quantity,
            value));
  }

  /** K×d: incidence of classes (edges) and vertices on rank 5, else one neuron per class. */
  private DMatrixRMaj means(int rank) {
    DMatrixRMaj code = new DMatrixRMaj(CLASSES, rank);
    int edge = 0;
    for (int a = 0; a < VERTICES; a++) {
      for (int b = a + 1; b < VERTICES; b++, edge++) {
        code.set(edge, rank == CLASSES ? edge : a, 1);
        code.set(edge, rank == CLASSES ? edge : b, 1);
      }
    }
    DMatrixRMaj neurons = new DMatrixRMaj(rank, WIDTH);
    for (int j = 0; j < WIDTH; j++) {
      neurons.set(random.nextInt(rank), j, 0.15 + 0.3 * random.nextDouble());
    }
    DMatrixRMaj means = RandomMatrices_DDRM.rectangle(CLASSES, WIDTH, 0, 0.004, random);
    CommonOps_DDRM.multAdd(code, neurons, means);
    return means;
  }

  private static ObjectNode comparisonLayer(
      int depth, String symbol, LayerTap at, double[] values, int rank) {
    ObjectNode measured =
        JsonTree.object(
            "singular_values",
            numbers(values),
            "rank",
            rank,
            "rank_stable",
            0.8 * rank,
            "rank_effective",
            0.93 * rank);
    ObjectNode predicted =
        JsonTree.object("dnc", spectrum(1.4, 1.4, CLASSES), "srg", spectrum(3.9, 2.4, VERTICES));
    ObjectNode layer =
        JsonTree.object(
            "index", depth,
            "layer", at.layer(),
            "symbol", symbol,
            "tap", at.tap(),
            "measured", measured,
            "predicted", predicted);
    if (!at.tap().equals("weight")) {
      layer.set("geometry", symbol.equals("σ(M_3)") ? unknown() : geometry(rank));
    }
    return layer;
  }

  /** Full rank is a frame, rank r is SRG. */
  private static ObjectNode geometry(int rank) {
    ObjectNode random = chance("random means", "class means of rank " + rank + " at random", 0.51);
    return rank == CLASSES
        ? JsonTree.object(
            "found",
            "orthogonal_frame",
            "scores",
            JsonTree.array(
                score("orthogonal_frame", "structure_orthogonal_frame", 0.981, random), srg(0.3)))
        : JsonTree.object("found", "srg", "scores", JsonTree.array(srg(0.957)));
  }

  private static ObjectNode unknown() {
    return JsonTree.object("scores", JsonTree.array(srg(0.44)));
  }

  private static ObjectNode srg(double score) {
    return score(
        "srg",
        "srg_correlation",
        score,
        chance("random means", "class means of rank 5 at random", 0.51),
        chance("noisy frame", "an orthogonal frame with noise", 0.62));
  }

  private static ObjectNode score(
      String structure, String metric, double score, ObjectNode... nulls) {
    return JsonTree.object(
        "structure", structure,
        "metric", metric,
        "score", score,
        "chance", nulls[nulls.length - 1].get("level").doubleValue(),
        "nulls", JsonTree.array(nulls));
  }

  private static ObjectNode chance(String kind, String of, double level) {
    return JsonTree.object("kind", kind, "of", of, "draws", 1000, "level", level, "below", 0.998);
  }

  private static ObjectNode spectrum(double first, double others, int rank) {
    double[] values = new double[CLASSES];
    for (int i = 0; i < rank; i++) {
      values[i] = i == 0 ? first : others;
    }
    return JsonTree.object("singular_values", numbers(values), "rank", rank);
  }

  private ObjectNode comparison() {
    ObjectNode problem =
        JsonTree.object(
            "classes",
            CLASSES,
            "head_depth",
            4,
            "samples_per_class",
            6000,
            "lambda_h",
            5e-6,
            "lambda_h_matched",
            false,
            "lambda_h_note",
            "λ_H is the run's own.",
            "lambdas",
            numbers(0.005, 0.005, 0.005, 0.005),
            "loss",
            "mse",
            "activation",
            "relu",
            "h1_sign_free",
            false,
            "capital_lambda",
            0.007155);
    ObjectNode objective =
        JsonTree.object(
            "samples", 60000,
            "fit", 0.0041,
            "head_penalties", numbers(0.0366, 0.0366, 0.0367, 0.0366),
            "feature_penalty", 0.0367,
            "dufm_total", 0.1873,
            "backbone_penalty", 0.0214,
            "balance_gap", 0.011);
    ArrayNode references =
        JsonTree.array(
            reference("dnc", "DNC", 0.214623, 0.90727),
            reference("srg", "SRG", 0.193832, 0.91695),
            reference("srg_polished", "polished SRG", 0.1866, 0.921),
            JsonTree.object(
                "structure", "orthoplex",
                "label", "orthoplex",
                "available", false,
                "reason",
                    "the orthoplex code is a solution of linear heads, this head has ReLUs."));
    return JsonTree.object(
        "schema", 1,
        "problem", problem,
        "objective", objective,
        "references", references,
        "layers", layers);
  }

  private static ObjectNode reference(String structure, String label, double loss, double scale) {
    double fit = 0.5 * (1 - scale) * (1 - scale);
    return JsonTree.object(
        "structure", structure,
        "label", label,
        "available", true,
        "loss", loss,
        "scale", scale,
        "fit", fit,
        "penalty", loss - fit,
        "trivial", false);
  }

  private static ArrayNode numbers(double... values) {
    ArrayNode array = JsonTree.array();
    for (double value : values) {
      array.add(value);
    }
    return array;
  }
}
