package org.collapselab.reports.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;

/**
 * Writes the directory of a sweep whose numbers are SYNTHETIC: made up so that pages look like
 * those of a real sweep. No test may draw a conclusion about training from them.
 */
final class SyntheticSweep {
  private static final int CLASSES = 10;
  private static final int VERTICES = 5;

  private final Random random = new Random(5);
  private final List<SweepSetting> settings = new ArrayList<>();
  private final int seeds;
  private final StringBuilder curves = new StringBuilder("trial,quantity,step,value\n");
  private final StringBuilder spectra = new StringBuilder("trial,layer,tap,index,singular_value\n");
  private final StringBuilder predictions =
      new StringBuilder("setting,structure,layer,tap,index,singular_value\n");
  private int points = 60;

  SyntheticSweep(int seeds, Map<String, List<String>> varied) {
    this.seeds = seeds;
    List<Map<String, String>> combinations = new ArrayList<>(List.of(Map.of()));
    varied.forEach(
        (key, values) -> {
          List<Map<String, String>> longer = new ArrayList<>();
          for (Map<String, String> before : combinations) {
            for (String value : values) {
              Map<String, String> combination = new LinkedHashMap<>(before);
              combination.put(key, value);
              longer.add(combination);
            }
          }
          combinations.clear();
          combinations.addAll(longer);
        });
    combinations.forEach(c -> settings.add(new SweepSetting(settings.size() + 1, c, null)));
  }

  SyntheticSweep points(int perCurve) {
    points = perCurve;
    return this;
  }

  SweepConfig config(String text, FigureConfig... figures) {
    List<Long> numbers = LongStream.range(0, seeds).boxed().toList();
    return new SweepConfig(
        "synthetic",
        "SYNTHETIC sweep " + text,
        "[S] figure 2 " + text,
        "The loss ends below that of DNC. " + text,
        settings,
        numbers,
        List.of(figures),
        List.of(),
        "name: synthetic # " + text + "\n");
  }

  /** Fills {@code dir}; {@code text} goes wherever a user's text can. */
  void write(Path dir, String text) throws IOException {
    List<String> varied = List.copyOf(settings.get(0).varied().keySet());
    StringBuilder trials = new StringBuilder("trial,setting,");
    varied.forEach(key -> trials.append(key).append(','));
    trials.append(
        "seed,state,reason,seconds,loss,loss_over_dnc,loss_dnc,loss_srg,rank,verdict,steps\n");
    for (SweepSetting setting : settings) {
      for (int seed = 0; seed < seeds; seed++) {
        trials.append(trial(dir, setting, seed, text));
      }
      predict(setting);
    }
    Files.writeString(dir.resolve("sweep.yaml"), "name: synthetic # " + text + "\n");
    Files.writeString(dir.resolve("provenance.json"), "{\"version\": \"0.1.0\", \"seed\": [1, 2]}");
    Files.writeString(dir.resolve("trials.csv"), trials);
    Files.writeString(dir.resolve("curves.csv"), curves);
    Files.writeString(dir.resolve("spectra.csv"), spectra);
    Files.writeString(dir.resolve("predictions.csv"), predictions);
  }

  private String trial(Path dir, SweepSetting setting, int seed, String text) throws IOException {
    String id = "s%d-seed%d".formatted(setting.index(), seed);
    String start =
        "%s,%d,%s,%d,"
            .formatted(id, setting.index(), String.join(",", setting.varied().values()), seed)
            .replace(",,", ",");
    int kind = setting.index() * 7 + seed;
    if (kind % 23 == 5) {
      return start + "failed,\"out of memory %s\",3.5,,,,,,,\n".formatted(text);
    }
    if (kind % 17 == 3) {
      return start + "diverged,the loss is NaN at step 12,1.5,,,,,,diverged,12\n";
    }
    double dnc = dnc(setting);
    double pull = Math.min(0.95, 0.25 + 0.06 * setting.index() % 0.6);
    String verdict =
        random.nextDouble() > pull ? "DNC" : random.nextInt(4) == 0 ? "SRG" : "low rank";
    int rank =
        verdict.equals("DNC") ? CLASSES : verdict.equals("SRG") ? VERTICES : 6 + random.nextInt(3);
    double loss =
        dnc * (verdict.equals("DNC") ? 1 : 0.82 + 0.015 * rank + 0.01 * random.nextDouble());
    long end = (long) (60_000 * (0.5 + 0.5 * random.nextDouble()));
    curve(id, loss, end);
    spectra(id, rank);
    matrices(dir.resolve("matrices").resolve(id), rank);
    return start
        + "completed,,%s,%s,%s,%s,%s,%d,%s,%d\n"
            .formatted(20 + seed, loss, loss / dnc, dnc, 0.9 * dnc, rank, verdict, end);
  }

  private static double dnc(SweepSetting setting) {
    double lambda = Double.parseDouble(setting.varied().getOrDefault("lambda", "0.004"));
    return 0.099 * Math.pow(lambda / 0.004, 0.8);
  }

  private void curve(String id, double loss, long end) {
    for (int i = 0; i <= points; i++) {
      long step = i == 0 ? 0 : Math.round(Math.exp(Math.log(60_000) * i / points));
      if (i > 0 && step >= end) {
        break;
      }
      double noise = Math.exp(0.1 * random.nextGaussian());
      curves.append(
          "%s,loss,%d,%s\n".formatted(id, step, loss + 0.42 * Math.exp(-step / 900.0) * noise));
      curves.append("%s,dnc1,%d,%s\n".formatted(id, step, 3 * Math.exp(-step / 2500.0) * noise));
    }
    curves.append("%s,loss,%d,%s\n".formatted(id, end, loss));
  }

  private void spectra(String id, int rank) {
    for (int layer = 1; layer <= 4; layer++) {
      for (String tap : layer == 1 ? List.of("pre", "weight") : List.of("pre", "post", "weight")) {
        int r = tap.equals("post") && layer == 4 ? CLASSES : rank;
        for (int i = 1; i <= CLASSES; i++) {
          double value =
              i > r
                  ? 1e-9 * random.nextDouble()
                  : (i == 1 ? 2.2 : 1.3) + 0.05 * random.nextGaussian();
          spectra.append("%s,%d,%s,%d,%s\n".formatted(id, layer, tap, i, value));
        }
      }
    }
  }

  private void predict(SweepSetting setting) {
    for (int layer = 1; layer <= 4; layer++) {
      for (String tap : List.of("pre", "post", "weight")) {
        for (int i = 1; i <= CLASSES; i++) {
          double srg = i == 1 ? 2.3 : i <= VERTICES ? 1.35 : 0;
          predictions.append("%d,dnc,%d,%s,%d,%s\n".formatted(setting.index(), layer, tap, i, 1.1));
          predictions.append("%d,srg,%d,%s,%d,%s\n".formatted(setting.index(), layer, tap, i, srg));
        }
      }
    }
  }

  private void matrices(Path folder, int rank) throws IOException {
    Files.createDirectories(folder);
    for (int layer = 1; layer <= 4; layer++) {
      DMatrixRMaj post = new DMatrixRMaj(30, CLASSES);
      for (int neuron = 0; neuron < 24; neuron++) {
        double scale = 0.3 + random.nextDouble();
        for (int c = 0; c < CLASSES; c++) {
          post.set(neuron, c, on(rank, layer, neuron, c) ? scale : 0);
        }
      }
      DMatrixRMaj pre = post.copy();
      for (int i = 0; i < 24 * CLASSES; i++) {
        pre.data[i] -= pre.data[i] == 0 ? 0.2 * random.nextDouble() : 0;
      }
      NpyFile.write(folder.resolve("M_%d.npy".formatted(layer)), NpyArray.of(pre));
      if (layer > 1) {
        NpyFile.write(folder.resolve("post_M_%d.npy".formatted(layer)), NpyArray.of(post));
      }
    }
  }

  /** Incidence of classes, the edges of a complete graph, with vertices; else a frame. */
  private static boolean on(int rank, int layer, int neuron, int c) {
    if (rank == CLASSES || layer == 4) {
      return neuron % CLASSES == c;
    }
    int edge = 0;
    for (int a = 0; a < VERTICES; a++) {
      for (int b = a + 1; b < VERTICES; b++, edge++) {
        if (edge == c) {
          return neuron % VERTICES == a || neuron % VERTICES == b;
        }
      }
    }
    return false;
  }
}
